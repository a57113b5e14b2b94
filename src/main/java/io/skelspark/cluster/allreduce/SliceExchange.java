package io.skelspark.cluster.allreduce;

import com.intel.analytics.bigdl.dllib.optim.parameters.AllReduceParameter;
import com.intel.analytics.bigdl.dllib.tensor.DenseTensor;
import com.intel.analytics.bigdl.dllib.tensor.Tensor;
import com.intel.analytics.bigdl.dllib.tensor.TensorNumericMath.TensorNumeric;
import com.intel.analytics.bigdl.dllib.utils.Engine$;
import io.skelspark.train.AllReduceException;
import io.skelspark.train.PairwiseSum;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.lang3.SerializationUtils;
import org.apache.spark.sparkExtension.SparkExtension;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManagerWrapper;
import scala.Option;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The blocks through which the ranks sum vectors of one length: BigDL's {@link AllReduceParameter}, uncompressed.
 *
 * <p>The vector is cut into one slice per rank, its owner. Each rank writes its part of every other slice into a block of
 * its own ({@link #put}); when all have, each owner fetches and adds the parts of its slice ({@link #reduce}) and
 * publishes the sum ({@link #publish}); when all have, each rank fetches the sums ({@link #gather}).
 *
 * <p>Each slice is followed by a stamp, the number of the sum, which tells a part or a sum of another time.
 *
 * <p>BigDL creates the blocks; they are filled, fetched and added up here. BigDL itself would copy each value into a tensor
 * of its own first, lose the errors of its threads, add what it has when a part is missing, add from left to right, and
 * wait without limit.
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
    private final AllReduceParameter<Object> parameter;
    private final float[][] parts;
    /** The memory of this rank's blocks, which are locked for reading so that Spark does not evict them. */
    private final Map<BlockId, FloatBuffer> pinned = new HashMap<>();

    /**
     * An exchange without blocks yet; it must be created on the thread of the Spark task.
     *
     * @param id the same on all ranks, and that of no other exchange of this Spark application
     */
    SliceExchange(long id, int rank, int world, int length, RankBlocks blocks, BoundedCalls calls) {
        this.id = id;
        this.rank = rank;
        this.world = world;
        this.length = length;
        this.blocks = blocks;
        this.calls = calls;
        slice = (length + world - 1) / world;
        parts = new float[world][size(rank)];
        // BigDL learns which slice it owns only when it is deserialized in a task
        parameter = SerializationUtils.clone(new AllReduceParameter<>(id, world, whole(), 1, "none", FLOAT, NUMERIC));
    }

    /** Creates the blocks of this rank. */
    void allocate() {
        calls.run("rank " + rank + " allocating its blocks", () -> {
            // BigDL's tensors ask how many threads they may use; they do no work here that needs a second one
            Engine$.MODULE$.setNodeAndCore(world, 1);
            Tensor<Object> zeros = new DenseTensor<>(whole(), FLOAT, NUMERIC);
            parameter.init(zeros, NUMERIC);
            parameter.putGradients(zeros);
            others().forEach(owner -> pin(part(rank, owner)));
            pin(sum(rank));
            unused().forEach(BlockManagerWrapper::removeBlock);
        });
    }

    private void pin(BlockId block) {
        Option<ByteBuffer> bytes = BlockManagerWrapper.getLocalBytes(block);
        if (bytes.isEmpty()) {
            throw new AllReduceException("BigDL created no block " + block.name()
                    + ": is too little memory left for blocks on this executor (spark.executor.memory)?");
        }
        pinned.put(block, bytes.get().order(ByteOrder.BIG_ENDIAN).asFloatBuffer());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Scala's Float is Object to Java
    private static ClassTag<Object> floatTag() {
        return (ClassTag) ClassTag$.MODULE$.Float();
    }

    /** Returns BigDL's float arithmetic: an object inside a Scala companion object, which Java's syntax cannot name. */
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

    /** Writes this rank's part of every other slice into the block that its owner fetches. */
    void put(float[] vector, float stamp) {
        others().forEach(owner -> write(part(rank, owner), vector, start(owner), size(owner), stamp));
    }

    /** Fetches the other ranks' parts of this rank's slice and adds all in rank-tree order. */
    void reduce(float[] vector, float stamp) {
        System.arraycopy(vector, start(rank), parts[rank], 0, size(rank));
        fetch(
                stamp,
                source -> new Fetch(
                        "part of rank " + source + " of the slice of rank " + rank,
                        source,
                        part(source, rank),
                        parts[source],
                        0,
                        size(rank)));
        PairwiseSum.into(List.of(parts));
    }

    /** Publishes the sum of this rank's slice. */
    void publish(float stamp) {
        write(sum(rank), parts[0], 0, size(rank), stamp);
    }

    /** Fetches the sums of the other slices into the vector, beside this rank's. */
    void gather(float[] vector, float stamp) {
        System.arraycopy(parts[0], 0, vector, start(rank), size(rank));
        fetch(
                stamp,
                owner -> new Fetch(
                        "sum of the slice of rank " + owner, owner, sum(owner), vector, start(owner), size(owner)));
    }

    private void write(BlockId block, float[] values, int offset, int count, float stamp) {
        Objects.requireNonNull(pinned.get(block))
                .clear()
                .put(values, offset, count)
                .put(slice, stamp);
    }

    /** The slice of a block of another rank, and the place for its values. */
    private record Fetch(String name, int from, BlockId block, float[] target, int offset, int count) {}

    private void fetch(float stamp, IntFunction<Fetch> ofRank) {
        List<Fetch> fetches = others().mapToObj(ofRank).toList();
        calls.all(
                fetches.stream()
                        .map(fetch -> Executors.callable(() -> fetch(fetch, stamp)))
                        .toList(),
                fetches.stream().map(Fetch::name).toList());
    }

    private void fetch(Fetch fetch, float stamp) {
        blocks.fetch(fetch.from(), fetch.block(), fetch.name(), slice + 1, floats -> {
            floats.read(fetch.target(), fetch.offset(), fetch.count());
            floats.skip(slice - fetch.count());
            float found = floats.read();
            if (found != stamp) {
                throw new AllReduceException(
                        fetch.name() + ": stamp " + found + ", expected " + stamp + ": the block is of another sum");
            }
        });
    }

    /** Unlocks and removes the blocks of this rank; the other ranks must have fetched all they need. */
    void release() {
        calls.finish("rank " + rank + " removing its blocks", () -> {
            pinned.keySet().forEach(BlockManagerWrapper::unlock);
            Stream.concat(unused(), Stream.concat(others().mapToObj(owner -> part(rank, owner)), Stream.of(sum(rank))))
                    .forEach(BlockManagerWrapper::removeBlock);
        });
    }

    private IntStream others() {
        return IntStream.range(0, world).filter(other -> other != rank);
    }

    /** Returns the number of floats of all slices with their stamps. */
    private int whole() {
        return Math.multiplyExact(slice + 1, world);
    }

    private int start(int owner) {
        return Math.min(owner * slice, length);
    }

    private int size(int owner) {
        return Math.min(slice, length - start(owner));
    }

    /** Returns the block, by BigDL's name, of the part that a rank gives to a slice. */
    BlockId part(int from, int owner) {
        return block("_" + owner + "gradientBytes" + from);
    }

    private BlockId sum(int owner) {
        return block("weightBytes" + owner);
    }

    /** Returns the blocks that BigDL creates and this exchange does not use. */
    private Stream<BlockId> unused() {
        return Stream.of(part(rank, rank), block("weights" + rank), block("gradients" + rank));
    }

    private BlockId block(String name) {
        return SparkExtension.getLocalBlockId(id + name);
    }
}
