package io.skelspark.cluster.allreduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.LocalCluster;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * BigDL's all-reduce between two executors that must know a secret and encrypt what they send each other. Only the
 * transport differs from {@link AllReduceTwoRanksTest}, so the sums are checked, and that they are encrypted.
 */
@Tag("cluster")
class BigDlEncryptedTest extends AllReduceRanks {
    private static JavaSparkContext spark;

    BigDlEncryptedTest() {
        super(AllReduceKind.BIGDL, 2);
    }

    @BeforeAll
    static void startSpark() {
        Map<String, String> settings = new HashMap<>(LocalCluster.QUICK_START);
        settings.put("spark.authenticate", "true");
        settings.put("spark.authenticate.secret", "known to both");
        settings.put("spark.network.crypto.enabled", "true");
        settings.put("spark.network.crypto.saslFallback", "false");
        spark = LocalCluster.ofExecutors(2, 512, settings);
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @Override
    JavaSparkContext spark() {
        return spark;
    }

    @Test
    void theExecutorsAuthenticateAndEncrypt() {
        assertThat(onRanks(context -> {
                    SecurityManager security = SparkEnv.get().securityManager();
                    return security.isAuthenticationEnabled() && security.isEncryptionEnabled();
                }))
                .containsExactly(true, true);
    }

    @Test
    void sumsVectorsOfAnyLength() {
        assertThat(sums(0, 1, 2, 3, 17, 1000, 1000, 100_003)).hasSize(2).containsOnly(0);
    }
}
