package io.skelspark.cluster;

import com.intel.analytics.bigdl.dllib.optim.parameters.AllReduceParameter;
import com.intel.analytics.bigdl.dllib.tensor.DenseTensor;
import com.intel.analytics.bigdl.dllib.tensor.Tensor;
import com.intel.analytics.bigdl.dllib.tensor.TensorNumericMath.TensorNumeric;
import com.intel.analytics.bigdl.dllib.utils.Engine$;
import io.skelspark.train.AllReduceException;
import io.skelspark.train.PairwiseSum;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.sparkExtension.SparkExtension;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManagerWrapper;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The blocks through which the ranks sum vectors of one length: BigDL's {@link AllReduceParameter}, uncompressed.
 *
 * <p>The vector is cut into one slice per rank, its owner. Each rank puts its part of every slice into its block manager
 * ({@link #put}); when all have, each owner fetches and adds the parts of its slice ({@link #reduce}) and publishes the
 * sum ({@link #publish}); when all have, each rank fetches the sums ({@link #gather}).
 *
 * <p>Behind each slice lies a stamp, the number of the sum. BigDL reuses a block's memory and loses the errors of its
 * threads, so a part that was not written this time is known by its stamp alone. Parts and sums are fetched here rather
 * than by BigDL, which adds what it has when a part is missing, adds from left to right, and waits without limit.
 */
final class SliceExchange {
    private static final ClassTag<Object> FLOAT = floatTag();
    private static final TensorNumeric<Object> NUMERIC = numericFloat();

    private final long id;
    private final int rank;
    private final int world;
    private final int length;
    private final int slice;
    private final RankBlocks blocks;
    private final BoundedCalls calls;
    private final float[] buffer;
    private final float[][] parts;
    private final Tensor<Object> tensor;
    private final AllReduceParameter<Object> parameter;
    private boolean allocated;
    private int puts;
    private int publications;

    /**
     * An exchange without blocks yet; to be made on the thread of the Spark task.
     *
     * @param id the same on all ranks, and given to no other exchange of this Spark application
     */
    SliceExchange(long id, int rank, int world, int length, RankBlocks blocks, BoundedCalls calls) {
        this.id = id;
        this.rank = rank;
        this.world = world;
        this.length = length;
        this.blocks = blocks;
        this.calls = calls;
        slice = (length + world - 1) / world;
        tensor = new DenseTensor<>(Math.multiplyExact(slice + 1, world), FLOAT, NUMERIC);
        buffer = (float[]) tensor.storage().array();
        parts = new float[world][slice + 1];
        // BigDL learns which slice it owns when it is deserialized in a task, and only then
        parameter =
                SerializationUtils.clone(new AllReduceParameter<>(id, world, buffer.length, 1, "none", FLOAT, NUMERIC));
    }

    /** Makes the blocks of this rank. */
    void allocate() {
        calls.run("rank " + rank + " allocating its blocks", () -> {
            // BigDL's tensors ask how many threads they may use; no work that is worth a second one is left to them
            Engine$.MODULE$.setNodeAndCore(world, 1);
            parameter.init(tensor, NUMERIC);
            parameter.weightPartition();
            allocated = true;
        });
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Scala's Float is Object to Java
    private static ClassTag<Object> floatTag() {
        return (ClassTag) ClassTag$.MODULE$.Float();
    }

    /** BigDL's float arithmetic: an object inside Scala's companion object, a place that Java's syntax cannot name. */
    @SuppressWarnings("unchecked")
    private static TensorNumeric<Object> numericFloat() {
        String name = TensorNumeric.class.getName() + "$NumericFloat$";
        try {
            return (TensorNumeric<Object>)
                    Class.forName(name).getField("MODULE$").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " is not on the class path: is BigDL's jar the pinned one?", e);
        }
    }

    /** Puts this rank's part of every slice where its owner finds it. */
    void put(float[] vector, float stamp) {
        for (int owner = 0; owner < world; owner++) {
            int offset = owner * (slice + 1);
            System.arraycopy(vector, start(owner), buffer, offset, size(owner));
            Arrays.fill(buffer, offset + size(owner), offset + slice, 0);
            buffer[offset + slice] = stamp;
        }
        calls.run("rank " + rank + " putting its slices", () -> {
            parameter.putGradients(tensor);
            // each put of a block that exists locks it for reading and never unlocks: one lock is kept, it pins the
            // block, which Spark could otherwise evict
            if (++puts > 2) {
                ownParts().forEach(BlockManagerWrapper::unlock);
            }
        });
    }

    /** Fetches the other ranks' parts of this rank's slice and adds all in rank-tree order. */
    void reduce(float stamp) {
        List<Callable<Void>> fetches = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int source : others()) {
            String name = "part of rank " + source + " of the slice of rank " + rank;
            names.add(name);
            fetches.add(() -> fetch(source, part(source, rank), name, stamp, values -> values.get(parts[source])));
        }
        System.arraycopy(buffer, rank * (slice + 1), parts[rank], 0, slice + 1);
        calls.all(fetches, names);
        float sum = PairwiseSum.into(List.of(parts))[slice];
        check("sum of the slice of rank " + rank, sum, stamp * world);
    }

    /** Publishes the sum of this rank's slice. */
    void publish() {
        Tensor<Object> owned = parameter.weightPartition();
        System.arraycopy(parts[0], 0, (float[]) owned.storage().array(), owned.storageOffset() - 1, slice + 1);
        calls.run("rank " + rank + " publishing its slice", () -> {
            parameter.sendWeightPartition();
            BlockManagerWrapper.unlock(block("weights" + rank));
            if (++publications > 1) {
                BlockManagerWrapper.unlock(sum(rank));
            }
        });
    }

    /** Fetches the sums of the other slices into the vector, beside this rank's. */
    void gather(float[] vector, float stamp) {
        List<Callable<Void>> fetches = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int owner : others()) {
            String name = "sum of the slice of rank " + owner;
            names.add(name);
            fetches.add(() -> fetch(
                    owner, sum(owner), name, stamp * world, values -> values.get(vector, start(owner), size(owner))));
        }
        System.arraycopy(parts[0], 0, vector, start(rank), size(rank));
        calls.all(fetches, names);
    }

    private int[] others() {
        return IntStream.range(0, world).filter(other -> other != rank).toArray();
    }

    /** Takes the values of a fetched slice. */
    private interface Taker {
        void take(FloatBuffer values);
    }

    private @Nullable Void fetch(int from, BlockId block, String name, float stamp, Taker taker) {
        blocks.fetch(from, block, name, bytes -> {
            FloatBuffer values = bytes.duplicate().order(ByteOrder.BIG_ENDIAN).asFloatBuffer();
            if (values.remaining() != slice + 1) {
                throw new AllReduceException(
                        name + ": " + values.remaining() + " values, expected " + (slice + 1) + " with the stamp");
            }
            check(name, values.get(slice), stamp);
            taker.take(values);
        });
        return null;
    }

    private static void check(String name, float found, float expected) {
        if (found != expected) {
            throw new AllReduceException(
                    name + ": stamp " + found + ", expected " + expected + ": a part is stale or missing");
        }
    }

    /** Unlocks and removes the blocks of this rank; its peers must have fetched all they want. */
    void release() {
        calls.finish("rank " + rank + " removing its blocks", () -> {
            if (puts > 1) {
                ownParts().forEach(BlockManagerWrapper::unlock);
            }
            if (publications > 0) {
                BlockManagerWrapper.unlock(sum(rank));
            }
            if (allocated) {
                BlockManagerWrapper.unlock(block("weights" + rank));
            }
            Stream.concat(ownParts(), Stream.of(sum(rank), block("weights" + rank), block("gradients" + rank)))
                    .forEach(BlockManagerWrapper::removeBlock);
        });
    }

    private int start(int owner) {
        return Math.min(owner * slice, length);
    }

    private int size(int owner) {
        return Math.min(slice, length - start(owner));
    }

    private Stream<BlockId> ownParts() {
        return IntStream.range(0, world).mapToObj(owner -> part(rank, owner));
    }

    /** BigDL's name for the part that a rank gives to a slice. */
    BlockId part(int from, int owner) {
        return block("_" + owner + "gradientBytes" + from);
    }

    private BlockId sum(int owner) {
        return block("weightBytes" + owner);
    }

    private BlockId block(String name) {
        return SparkExtension.getLocalBlockId(id + name);
    }
}
