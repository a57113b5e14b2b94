package io.skelspark.cluster.allreduce;

import io.skelspark.train.AllReduceException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import ml.dmlc.xgboost4j.java.Communicator;

/**
 * The native functions of rabit, xgboost4j's communicator, with the return code of each one checked.
 *
 * <p>xgboost4j's own {@code Communicator.allReduce} ignores that code: if a peer is gone, it returns its input. Its native
 * functions are not public, so they are called through handles. A communicator belongs to the thread that joined: all
 * calls from {@link #join} to {@link #leave} must be made on one thread.
 */
final class RabitNative {
    private static final int OK = 0;
    private static final int FLOAT32 = 1;
    private static final int SUM = 2;
    private static final int SORT_BY_TASK = 1;

    private RabitNative() {}

    /** The handles, in a class of their own: it is initialised at the first call and loads the native library. */
    private static final class Handles {
        static final MethodHandle LAST_ERROR = function("XGBGetLastError", String.class);
        static final MethodHandle JOIN = function("CommunicatorInit", int.class, String.class);
        static final MethodHandle RANK = function("CommunicatorGetRank", int.class, int[].class);
        static final MethodHandle SUM_UP =
                function("CommunicatorAllreduce", int.class, ByteBuffer.class, int.class, int.class, int.class);
        static final MethodHandle LEAVE = function("CommunicatorFinalize", int.class);
        static final MethodHandle CREATE_TRACKER = function(
                "TrackerCreate", int.class, String.class, int.class, int.class, int.class, long.class, long[].class);
        static final MethodHandle RUN_TRACKER = function("TrackerRun", int.class, long.class);
        static final MethodHandle TRACKER_ARGUMENTS =
                function("TrackerWorkerArgs", int.class, long.class, long.class, String[].class);
        static final MethodHandle AWAIT_TRACKER = function("TrackerWaitFor", int.class, long.class, long.class);
        static final MethodHandle FREE_TRACKER = function("TrackerFree", int.class, long.class);

        private static MethodHandle function(String name, Class<?> result, Class<?>... parameters) {
            try {
                MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Communicator.class, MethodHandles.lookup());
                Class<?> owner = lookup.findClass(Communicator.class.getPackageName() + ".XGBoostJNI");
                return lookup.findStatic(owner, name, MethodType.methodType(result, parameters));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("xgboost4j has no " + name + ": is its jar the pinned one?", e);
            }
        }
    }

    /** A native function that returns a code; handles declare every throwable. */
    private interface Function {
        int call() throws Throwable;
    }

    /** Joins a group through its tracker and returns the place that the tracker gave. */
    static int join(String host, int port, String task, int timeoutSeconds) {
        // rabit reads dmlc_timeout (dmlc_timeout_sec is ignored); a member that finds no peer must not try for longer
        String settings = "{\"dmlc_communicator\":\"rabit\",\"dmlc_tracker_uri\":\"%s\",\"dmlc_tracker_port\":%d,"
                        .formatted(host, port)
                + "\"dmlc_task_id\":\"%s\",\"dmlc_timeout\":%d,\"dmlc_retry\":1}".formatted(task, timeoutSeconds);
        check("joining", () -> (int) Handles.JOIN.invokeExact(settings));
        int[] place = new int[1];
        check("asking for the place", () -> (int) Handles.RANK.invokeExact(place));
        return place[0];
    }

    /** Replaces the first floats of a direct buffer by their sums over the group. */
    static void sum(ByteBuffer floats, int count) {
        check("summing", () -> (int) Handles.SUM_UP.invokeExact(floats, count, FLOAT32, SUM));
    }

    /** Leaves the group; its tracker must still run. */
    static void leave() {
        check("leaving", () -> (int) Handles.LEAVE.invokeExact());
    }

    /** Starts the tracker of a group, which orders the members by their task names; returns its handle. */
    static long startTracker(String host, int size, int timeoutSeconds) {
        long[] tracker = new long[1];
        check("creating a tracker", () ->
                (int) Handles.CREATE_TRACKER.invokeExact(host, size, 0, SORT_BY_TASK, (long) timeoutSeconds, tracker));
        check("running a tracker", () -> (int) Handles.RUN_TRACKER.invokeExact(tracker[0]));
        return tracker[0];
    }

    /** Returns a tracker's arguments for its members, as JSON. */
    static String trackerArguments(long tracker) {
        String[] arguments = new String[1];
        check("asking a tracker for its port", () ->
                (int) Handles.TRACKER_ARGUMENTS.invokeExact(tracker, 0L, arguments));
        return arguments[0];
    }

    /** Waits until all members have left. */
    static void awaitTracker(long tracker, int timeoutSeconds) {
        check("waiting for members to leave", () ->
                (int) Handles.AWAIT_TRACKER.invokeExact(tracker, (long) timeoutSeconds));
    }

    /** Stops a tracker and frees its memory. */
    static void freeTracker(long tracker) {
        check("stopping a tracker", () -> (int) Handles.FREE_TRACKER.invokeExact(tracker));
    }

    private static void check(String what, Function function) {
        try {
            if (function.call() != OK) {
                String error = (String) Handles.LAST_ERROR.invokeExact();
                throw new AllReduceException("rabit, " + what + ": " + firstLines(error));
            }
        } catch (AllReduceException e) {
            throw e;
        } catch (LinkageError e) {
            throw new AllReduceException(
                    "rabit, " + what + ": xgboost4j's native library cannot be loaded (" + e
                            + "); the jar has it for linux-x86_64, and it needs libgomp.so.1 (install package libgomp1 or libgomp)",
                    e);
        } catch (Throwable e) {
            throw new AllReduceException("rabit, " + what + ": " + e, e);
        }
    }

    /** Returns the error without the addresses of native functions that follow it. */
    private static String firstLines(String error) {
        int trace = error.indexOf("Stack trace:");
        return (trace < 0 ? error : error.substring(0, trace)).strip();
    }
}
