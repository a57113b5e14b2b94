package io.skelspark;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An S3 server on this machine, S3Proxy in a process of its own, with one bucket in memory; it checks the signature of
 * every request.
 */
public final class S3Server implements AutoCloseable {
    private static final Path JAR = Path.of("target/s3proxy-jar-with-dependencies.jar");
    private static final Pattern STARTED = Pattern.compile("ServerConnector@.*\\{127\\.0\\.0\\.1:(\\d+)}");
    private static final String BUCKET = "skelspark-tests";
    private static final String ACCESS_KEY = "tests";

    private final Process process;
    private final String endpoint;
    private final String secretKey;

    /** Starts a server whose settings go into a folder. */
    public S3Server(Path folder, String secretKey) throws IOException {
        this.secretKey = secretKey;
        Path settings = Files.writeString(
                folder.resolve("s3proxy.conf"),
                """
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.endpoint=http://127.0.0.1:0
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=transient
                jclouds.identity=none
                jclouds.credential=none
                """
                        .formatted(ACCESS_KEY, secretKey));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        JAR.toString(),
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .start();
        endpoint = "http://127.0.0.1:" + port();
        AmazonS3 client = AmazonS3ClientBuilder.standard()
                .withEndpointConfiguration(new AwsClientBuilder.EndpointConfiguration(endpoint, "us-east-1"))
                .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials(ACCESS_KEY, secretKey)))
                .withPathStyleAccessEnabled(true)
                .build();
        client.createBucket(BUCKET);
        client.shutdown();
    }

    private String port() throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}), "s3 output");
                drain.setDaemon(true);
                drain.start();
                return started.group(1);
            }
        }
        throw new IOException("the S3 server has ended: " + said);
    }

    /** Returns the bucket's URI. */
    public String bucket() {
        return "s3a://" + BUCKET;
    }

    /** Returns the settings that Spark needs to reach the bucket. */
    public Map<String, String> settings() {
        return Map.of(
                "spark.hadoop.fs.s3a.endpoint", endpoint,
                "spark.hadoop.fs.s3a.path.style.access", "true",
                "spark.hadoop.fs.s3a.access.key", ACCESS_KEY,
                "spark.hadoop.fs.s3a.secret.key", secretKey);
    }

    @Override
    public void close() {
        process.destroy();
        assertThat(process.onExit().join().isAlive()).isFalse();
    }
}
