package io.skelspark.cluster.internals;

import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.ThreadSafeRpcEndpoint;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/** A named endpoint on the driver, to which executors send messages through a {@link DriverLink} until it is closed. */
public final class DriverEndpoint implements AutoCloseable {
    /**
     * Handles the messages of an endpoint. Spark calls it for one message at a time.
     *
     * @param <M> type of the messages
     */
    public interface Handler<M> {
        /** Handles a message that expects no answer. */
        void told(M message);

        /** Handles a question, which may be answered later and by any thread. */
        void asked(M message, Question question);

        /** Handles the loss of the connection to a process that has sent messages. */
        void disconnected(String address);
    }

    /** A message that its sender waits to have answered. */
    public interface Question {
        /** Returns the host and port of the process that asks. */
        String address();

        /** Answers with a value of the JDK: executors may not have our classes yet. */
        void answer(Object value);

        /** Answers with an exception, which the sender's wait throws. */
        void fail(Exception cause);
    }

    private final RpcEnv environment;
    private final RpcEndpointRef reference;

    /**
     * Opens an endpoint.
     *
     * @param name by which executors find it; no other endpoint of the application has it
     * @param type of the messages that it handles
     */
    public <M> DriverEndpoint(String name, Class<M> type, Handler<? super M> handler) {
        environment = SparkEnv.get().rpcEnv();
        reference = environment.setupEndpoint(name, new Adapter<>(environment, type, handler));
    }

    /** Takes the endpoint away; who asks it then gets an error. */
    @Override
    public void close() {
        environment.stop(reference);
    }

    /** Hands Spark's messages to a handler. */
    private record Adapter<M>(RpcEnv rpcEnv, Class<M> type, Handler<? super M> handler)
            implements ThreadSafeRpcEndpoint {
        @Override
        public PartialFunction<Object, BoxedUnit> receive() {
            return new AbstractPartialFunction<>() {
                @Override
                public boolean isDefinedAt(Object message) {
                    return type.isInstance(message);
                }

                @Override
                public BoxedUnit apply(Object message) {
                    handler.told(type.cast(message));
                    return BoxedUnit.UNIT;
                }
            };
        }

        @Override
        public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext context) {
            return new AbstractPartialFunction<>() {
                @Override
                public boolean isDefinedAt(Object message) {
                    return type.isInstance(message);
                }

                @Override
                public BoxedUnit apply(Object message) {
                    handler.asked(type.cast(message), new Call(context));
                    return BoxedUnit.UNIT;
                }
            };
        }

        @Override
        public void onDisconnected(RpcAddress address) {
            handler.disconnected(address.toString());
        }
    }

    private record Call(RpcCallContext context) implements Question {
        @Override
        public String address() {
            return context.senderAddress().toString();
        }

        @Override
        public void answer(Object value) {
            context.reply(value);
        }

        @Override
        public void fail(Exception cause) {
            context.sendFailure(cause);
        }
    }
}
