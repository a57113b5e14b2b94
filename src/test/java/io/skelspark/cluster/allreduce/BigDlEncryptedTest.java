package io.skelspark.cluster.allreduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.LocalCluster;
import java.util.Map;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** BigDL's all-reduce between two executors that must know a secret and encrypt what they send each other. */
@Tag("cluster")
class BigDlEncryptedTest extends AllReduceContract {
    BigDlEncryptedTest() {
        super(AllReduceKind.BIGDL, 2);
    }

    @Override
    JavaSparkContext start() {
        return LocalCluster.ofExecutors(
                2,
                512,
                Map.of(
                        "spark.authenticate", "true",
                        "spark.authenticate.secret", "known to both",
                        "spark.network.crypto.enabled", "true",
                        "spark.network.crypto.saslFallback", "false"));
    }

    @Test
    void theExecutorsAuthenticateAndEncrypt() {
        assertThat(onRanks(context -> {
                    SecurityManager security = SparkEnv.get().securityManager();
                    return security.isAuthenticationEnabled() && security.isEncryptionEnabled();
                }))
                .containsExactly(true, true);
    }
}
