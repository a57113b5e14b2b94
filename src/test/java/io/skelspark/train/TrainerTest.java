package io.skelspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.train.CheckpointStore.SavedModel;
import io.skelspark.train.ToyNetwork.ToySamples;
import io.skelspark.train.listener.TrainListener;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;
import io.skelspark.train.network.Replica;
import io.skelspark.train.network.Scorer;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.optimizer.AdamW;
import io.skelspark.train.optimizer.Optimization;
import io.skelspark.train.optimizer.Sgd;
import io.skelspark.train.optimizer.WeightAverage;
import io.skelspark.train.schedule.Schedule;
import io.skelspark.train.schedule.Warmup;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final ToyNetwork NETWORK = new ToyNetwork(6, 3);
    private static final Samples TRAINING = new ToySamples(37, 6, 3, 0.3f);
    private static final Samples VALIDATION = new ToySamples(20, 6, 3, 0.3f);

    /** A store and a listener that keep copies of what they are given. */
    private static final class Memory implements CheckpointStore, TrainListener {
        private final Map<SavedModel, Checkpoint> saved = new EnumMap<>(SavedModel.class);
        private final List<Checkpoint> last = new ArrayList<>();
        private final List<Checkpoint> kept = new ArrayList<>();
        private final List<List<Object>> log = new ArrayList<>();

        private Checkpoint saved(SavedModel kind) {
            return Objects.requireNonNull(saved.get(kind));
        }

        /** Returns the checkpoint after that many iterations of an epoch, from 0. */
        private Checkpoint kept(int epoch, int iteration) {
            return kept.stream()
                    .filter(checkpoint ->
                            checkpoint.epoch() == epoch && checkpoint.progress().iteration() == iteration)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void save(Checkpoint checkpoint) {
            kept.add(copy(checkpoint));
        }

        @Override
        public void save(SavedModel kind, Checkpoint checkpoint) {
            Checkpoint copy = copy(checkpoint);
            saved.put(kind, copy);
            if (kind == SavedModel.LAST) {
                last.add(copy);
            }
        }

        @Override
        public void step(StepEvent step) {
            log.add(List.of(step.globalIteration(), step.learningRate(), step.loss(), step.top1(), step.top5()));
        }

        @Override
        public void epoch(EpochEvent epoch) {
            log.add(List.of(epoch.epoch(), epoch.top1(), epoch.meanClass(), epoch.best()));
        }
    }

    /** Copies a checkpoint, since training changes its arrays. */
    private static Checkpoint copy(Checkpoint checkpoint) {
        ModelState state = checkpoint.state();
        return new Checkpoint(
                new ModelState(
                        state.layout(),
                        state.parameters().clone(),
                        state.buffers().clone()),
                checkpoint.replicas().stream().map(float[]::clone).toList(),
                checkpoint.kept().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().clone())),
                checkpoint.progress(),
                checkpoint.provenance());
    }

    /** An all-reduce of ranks that are threads: it sums vectors in rank order when all are there. */
    private static final class ThreadSum {
        private final CyclicBarrier barrier;
        private final float[][] vectors;

        private ThreadSum(int world) {
            barrier = new CyclicBarrier(world);
            vectors = new float[world][];
        }

        private AllReduce rank(int rank) {
            return new AllReduce() {
                @Override
                public int rank() {
                    return rank;
                }

                @Override
                public int world() {
                    return vectors.length;
                }

                @Override
                public void sum(float[] vector) {
                    try {
                        vectors[rank] = vector.clone();
                        barrier.await();
                        List<float[]> copies = new ArrayList<>();
                        for (float[] other : vectors) {
                            copies.add(other.clone());
                        }
                        float[] sum = PairwiseSum.into(copies);
                        System.arraycopy(sum, 0, vector, 0, vector.length);
                        barrier.await();
                    } catch (Exception e) {
                        throw new AllReduceException("a rank is lost", e);
                    }
                }

                @Override
                public void close() {}
            };
        }
    }

    private static TrainSettings recipe(int epochs, double rate) {
        return recipe(epochs, rate, Mixup.OFF);
    }

    private static TrainSettings recipe(int epochs, double rate, Mixup mixup) {
        Sgd sgd = new Sgd(0.9f, 5e-4f, Sgd.Momentum.NESTEROV);
        return new TrainSettings(
                epochs,
                0,
                new Batching(2, ClassSampling.NATURAL, 4, 3, 1, mixup),
                new Optimization(rate, Warmup.NONE, new Schedule.Cosine(0), sgd, 0, new WeightAverage(0)),
                11,
                5);
    }

    private static Checkpoint fresh() {
        ModelState state = NETWORK.initialise(3);
        return new Checkpoint(state, Map.of());
    }

    private static Trainer trainer(TrainSettings recipe, Checkpoint start, Trainer.Rank rank) {
        return new Trainer(recipe, NETWORK, TRAINING, VALIDATION, start, rank);
    }

    private static Memory train(int world, int threads, Checkpoint start) throws Exception {
        return train(world, threads, start, 0, rank -> false);
    }

    /** Trains with a checkpoint every {@code interval} iterations; each rank is asked after each step whether to stop. */
    private static Memory train(int world, int threads, Checkpoint start, int interval, IntPredicate stop)
            throws Exception {
        return train(recipe(4, 0.2), world, threads, start, interval, stop);
    }

    private static Memory train(
            TrainSettings recipe, int world, int threads, Checkpoint start, int interval, IntPredicate stop)
            throws Exception {
        Memory memory = new Memory();
        ThreadSum sum = new ThreadSum(world);
        ExecutorService ranks = Executors.newFixedThreadPool(world);
        List<Future<Progress>> runs = IntStream.range(0, world)
                .mapToObj(rank -> ranks.submit(() -> {
                    CheckpointSchedule checkpoints = new CheckpointSchedule(memory, interval, () -> stop.test(rank));
                    List<TrainListener> listeners = rank == 0 ? List.of(memory) : List.of();
                    Trainer.Rank place = new Trainer.Rank(sum.rank(rank), Device.CPU, threads, listeners, checkpoints);
                    try (Trainer trainer = trainer(recipe, copy(start), place)) {
                        return trainer.run();
                    }
                }))
                .toList();
        for (Future<Progress> run : runs) {
            run.get();
        }
        ranks.shutdown();
        return memory;
    }

    @Test
    void learns() throws Exception {
        Checkpoint best = train(1, 1, fresh()).saved(SavedModel.BEST);

        assertThat(best.best()).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void givesTheSameBytesOnAnyNumberOfRanksAndThreads(int world) throws Exception {
        Checkpoint alone = train(1, 1, fresh()).saved(SavedModel.LAST);

        Checkpoint shared = train(world, 3, fresh()).saved(SavedModel.LAST);

        assertThat(shared.state().parameters()).containsExactly(alone.state().parameters());
        assertThat(shared.state().buffers()).containsExactly(alone.state().buffers());
        assertThat(shared.kept(Sgd.MOMENTUM)).containsExactly(alone.kept(Sgd.MOMENTUM));
        assertThat(shared.best()).isEqualTo(alone.best());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void mixesTheSameSamplesOnAnyNumberOfRanks(int world) throws Exception {
        TrainSettings mixing = recipe(4, 0.2, new Mixup(1));
        Memory alone = train(mixing, 1, 1, fresh(), 0, rank -> false);

        Memory shared = train(mixing, world, 3, fresh(), 3, rank -> false);
        Memory resumed = train(mixing, world, 2, shared.kept(1, 3), 3, rank -> false);

        float[] expected = alone.saved(SavedModel.LAST).state().parameters();
        assertThat(shared.saved(SavedModel.LAST).state().parameters()).containsExactly(expected);
        assertThat(resumed.saved(SavedModel.LAST).state().parameters()).containsExactly(expected);
        assertThat(train(1, 1, fresh()).saved(SavedModel.LAST).state().parameters())
                .isNotEqualTo(expected);
    }

    @Test
    void givesEveryPassASeedOfItsOwn() {
        List<Long> seeds = new ArrayList<>();
        Network recording = new Network() {
            @Override
            public StateLayout layout() {
                return NETWORK.layout();
            }

            @Override
            public ModelState initialise(long seed) {
                return NETWORK.initialise(seed);
            }

            @Override
            public Scorer scorer(ModelState state, Device device) {
                return NETWORK.scorer(state, device);
            }

            @Override
            public Replica replica(Device device) {
                Replica replica = NETWORK.replica(device);
                return new Replica() {
                    @Override
                    public Pass forwardBackward(
                            float[] parameters, float[] buffers, Batch batch, FloatBuffer gradient, long seed) {
                        seeds.add(seed);
                        return replica.forwardBackward(parameters, buffers, batch, gradient, seed);
                    }

                    @Override
                    public void close() {
                        replica.close();
                    }
                };
            }
        };
        Trainer.Rank rank = new Trainer.Rank(
                new LocalAllReduce(), Device.CPU, 1, List.of(), new CheckpointSchedule(new Memory(), 0, () -> false));
        try (Trainer trainer = new Trainer(recipe(2, 0.2), recording, TRAINING, VALIDATION, fresh(), rank)) {
            trainer.run();
        }

        int iterations = new EpochSampler(37, 2, 4, 3, 11).iterations();
        assertThat(seeds).hasSize(2 * iterations * 4).doesNotHaveDuplicates();
    }

    /** A toy network that notes the devices of its scorers. */
    private record Noting(List<Device> devices) implements Network {
        @Override
        public StateLayout layout() {
            return NETWORK.layout();
        }

        @Override
        public ModelState initialise(long seed) {
            return NETWORK.initialise(seed);
        }

        @Override
        public Replica replica(Device device) {
            return NETWORK.replica(device);
        }

        @Override
        public Scorer scorer(ModelState state, Device device) {
            devices.add(device);
            return NETWORK.scorer(state, device);
        }
    }

    @Test
    void validatesWithOneScorerAThreadOnTheDeviceOfTheRank() {
        Noting network = new Noting(new ArrayList<>());
        Device gpu = new Device.Gpu(3);
        CheckpointSchedule schedule = new CheckpointSchedule(new Memory(), 0, () -> false);
        Trainer.Rank rank = new Trainer.Rank(new LocalAllReduce(), gpu, 2, List.of(), schedule);
        try (Trainer trainer = new Trainer(recipe(3, 0.2), network, TRAINING, VALIDATION, fresh(), rank)) {
            trainer.run();
        }

        assertThat(network.devices).hasSize(3 * 2).containsOnly(gpu);
    }

    @Test
    void resumesFromACheckpointToTheSameBytes() throws Exception {
        Memory whole = train(1, 2, fresh());

        Memory resumed = train(2, 1, whole.last.get(1));

        assertThat(whole.last.get(1).epoch()).isEqualTo(2);
        assertThat(resumed.last).hasSize(2);
        assertThat(resumed.last.get(1).state().parameters())
                .containsExactly(whole.last.get(3).state().parameters());
        assertThat(resumed.last.get(1).kept(Sgd.MOMENTUM))
                .containsExactly(whole.last.get(3).kept(Sgd.MOMENTUM));
    }

    /** An epoch has seven iterations, and the log a line for every fifth. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4", "4, 1", "2, 4"})
    void resumesWithinAnEpochToTheSameBytesAndLines(int before, int after) throws Exception {
        Memory whole = train(1, 2, fresh());
        Memory cut = train(before, 2, fresh(), 3, rank -> false);
        assertThat(cut.log).as("checkpoints change nothing").isEqualTo(whole.log);
        for (int iteration : new int[] {3, 6}) {
            Checkpoint start = cut.kept(1, iteration);
            assertThat(start.replicas()).hasSize(4);
            assertThat(start.replicas().get(1))
                    .as("each has its own")
                    .isNotEqualTo(start.replicas().get(0));

            Memory resumed = train(after, 2, start, 3, rank -> false);

            Checkpoint end = resumed.saved(SavedModel.LAST);
            assertThat(end.state().parameters())
                    .containsExactly(whole.saved(SavedModel.LAST).state().parameters());
            assertThat(end.state().buffers())
                    .containsExactly(whole.saved(SavedModel.LAST).state().buffers());
            assertThat(end.kept(Sgd.MOMENTUM))
                    .containsExactly(whole.saved(SavedModel.LAST).kept(Sgd.MOMENTUM));
            assertThat(end.best()).isEqualTo(whole.saved(SavedModel.LAST).best());
            int lines = resumed.log.size();
            assertThat(resumed.log)
                    .isEqualTo(whole.log.subList(whole.log.size() - lines, whole.log.size()))
                    .hasSizeGreaterThan(whole.log.size() / 2);
        }
    }

    /** AdamW with an average of the weights, and two passes of three samples, the second of them smaller at the end. */
    private static TrainSettings adamW() {
        return new TrainSettings(
                4,
                0,
                new Batching(2, ClassSampling.NATURAL, 4, 3, 2, Mixup.OFF),
                new Optimization(
                        0.02,
                        new Warmup(1, 0.1),
                        new Schedule.Cosine(0),
                        new AdamW(0.9, 0.999, 1e-8, 0.05),
                        0,
                        new WeightAverage(0.8)),
                11,
                5);
    }

    @Test
    void momentsAndAverageResumeToTheSameBytes() throws Exception {
        Memory whole = train(adamW(), 1, 2, fresh(), 0, rank -> false);
        Checkpoint start = train(adamW(), 2, 2, fresh(), 2, rank -> false).kept(1, 2);

        Memory resumed = train(adamW(), 4, 1, start, 2, rank -> false);

        for (SavedModel kind : List.of(SavedModel.LAST, SavedModel.EMA)) {
            assertThat(resumed.saved(kind).state().parameters())
                    .containsExactly(whole.saved(kind).state().parameters());
        }
        Checkpoint last = whole.saved(SavedModel.LAST);
        assertThat(last.kept()).containsOnlyKeys("exp-avg", "exp-avg-sq", Checkpoint.AVERAGE);
        for (String name : last.kept().keySet()) {
            assertThat(resumed.saved(SavedModel.LAST).kept(name)).containsExactly(last.kept(name));
            assertThat(last.kept(name)).isNotEqualTo(last.state().parameters());
        }
    }

    @Test
    void endsEarlyAtTheSameEpochAlsoIfResumed() throws Exception {
        TrainSettings still = recipe(9, 0);
        TrainSettings patient =
                new TrainSettings(9, 2, still.batching(), still.optimization(), still.seed(), still.logInterval());

        Memory whole = train(patient, 1, 1, fresh(), 0, rank -> false);
        Memory resumed = train(patient, 2, 1, whole.last.get(1), 0, rank -> false);

        Progress end = whole.saved(SavedModel.LAST).progress();
        assertThat(end.bestEpoch()).isEqualTo(1);
        assertThat(end.epoch()).isEqualTo(3);
        assertThat(resumed.saved(SavedModel.LAST).progress()).isEqualTo(end);
        assertThat(train(patient, 1, 1, whole.saved(SavedModel.LAST), 0, rank -> false).last)
                .isEmpty();
        assertThat(patient.isFinished(end)).isTrue();
        assertThat(patient.endsEarly(end)).isTrue();
        assertThat(still.isFinished(end)).isFalse();
    }

    @Test
    void stopsWithACheckpointAfterTheStepInWhichARankIsAsked() throws Exception {
        AtomicInteger steps = new AtomicInteger();
        Memory stopped = train(2, 1, fresh(), 0, rank -> rank == 1 && steps.incrementAndGet() == 9);

        Checkpoint last = stopped.kept.get(stopped.kept.size() - 1);
        int iterations = new EpochSampler(37, 2, 4, 3, 11).iterations();
        assertThat(last.epoch() * iterations + last.progress().iteration()).isEqualTo(9);
        assertThat(train(1, 1, last).saved(SavedModel.LAST).state().parameters())
                .containsExactly(
                        train(1, 1, fresh()).saved(SavedModel.LAST).state().parameters());
    }

    @Test
    void anEpochThatIsStoppedInItsLastStepIsFinished() throws Exception {
        AtomicInteger steps = new AtomicInteger();
        int iterations = new EpochSampler(37, 2, 4, 3, 11).iterations();
        Memory stopped = train(1, 1, fresh(), 0, rank -> steps.incrementAndGet() == iterations);

        assertThat(stopped.kept).hasSize(1);
        assertThat(stopped.saved(SavedModel.LAST).progress())
                .isEqualTo(Progress.between(1, stopped.saved(SavedModel.LAST).best(), 1));
    }

    @Test
    void countsBatchesAndAveragesBuffersOverTheReplicas() throws Exception {
        Checkpoint last = train(1, 2, fresh()).saved(SavedModel.LAST);
        EpochSampler sampler = new EpochSampler(37, 2, 4, 3, 11);

        assertThat(last.state().buffers()[6]).isEqualTo(4 * sampler.iterations());
    }

    @Test
    void stopsAtALossThatIsNotFinite() {
        Checkpoint broken = fresh();
        broken.state().parameters()[0] = Float.NaN;

        try (Trainer trainer = trainer(
                recipe(1, 0.2),
                broken,
                new Trainer.Rank(
                        new LocalAllReduce(),
                        Device.CPU,
                        1,
                        List.of(),
                        new CheckpointSchedule(new Memory(), 0, () -> false)))) {
            assertThatThrownBy(trainer::run)
                    .isInstanceOf(DivergedException.class)
                    .hasMessageContaining("loss is NaN in epoch 1, iteration 1, at learning rate 0.2, on the samples")
                    .hasMessageContaining("toy-");
        }
    }

    @Test
    void refusesANumberOfReplicasThatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> new Batching(1, ClassSampling.NATURAL, 6, 1))
                .hasMessageContaining("train.replicas = 6");
    }

    @Test
    void refusesMoreRanksThanReplicas() {
        assertThatThrownBy(() -> trainer(
                        recipe(1, 0.2),
                        fresh(),
                        new Trainer.Rank(
                                new ThreadSum(8).rank(0),
                                Device.CPU,
                                1,
                                List.of(),
                                new CheckpointSchedule(new Memory(), 0, () -> false))))
                .hasMessageContaining("on 8 ranks");
    }
}
