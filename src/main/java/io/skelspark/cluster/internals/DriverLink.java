package io.skelspark.cluster.internals;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcTimeout;
import org.apache.spark.util.RpcUtils;
import scala.concurrent.Future;
import scala.concurrent.duration.FiniteDuration;
import scala.reflect.ClassTag$;

/** An executor's connection to a {@link DriverEndpoint}. */
public final class DriverLink {
    private final RpcEndpointRef driver;

    /**
     * Creates the link to an endpoint.
     *
     * @param endpoint name of the endpoint
     */
    public DriverLink(String endpoint) {
        SparkEnv spark = SparkEnv.get();
        driver = RpcUtils.makeDriverRef(endpoint, spark.conf(), spark.rpcEnv());
    }

    /** Sends a message that expects no answer; one that is lost on the way is not reported. */
    public void tell(Object message) {
        driver.send(message);
    }

    /**
     * Sends a question and returns its answer to come.
     *
     * @param limit time after which the answer fails
     * @param key the setting that this limit is for, named by the error
     */
    public Future<Object> ask(Object message, Duration limit, String key) {
        FiniteDuration time = new FiniteDuration(limit.toMillis(), TimeUnit.MILLISECONDS);
        return driver.ask(message, new RpcTimeout(time, key), ClassTag$.MODULE$.Any());
    }
}
