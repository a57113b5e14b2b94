package io.skelspark.train;

import io.skelspark.train.TrainListener.Epoch;
import io.skelspark.train.TrainListener.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The training loop of one rank. Every rank runs the same loop on its share of the replicas; gradients are averaged
 * over all replicas in a fixed order, so each rank takes the same step, and the model does not depend on how many
 * ranks there are.
 */
public final class Trainer implements AutoCloseable {
    /** Sums that travel behind the gradient: loss, top-1 hits, top-5 hits, samples, seconds spent on data. */
    private static final int TALLY = 5;

    private final TrainSettings settings;
    private final Samples training;
    private final Validation validation;
    private final AllReduce allReduce;
    private final List<TrainListener> listeners;
    private final CheckpointStore checkpoints;
    private final EpochSampler sampler;
    private final int[] labels;
    private final LearningRate schedule;
    private final ReplicaGroup group;

    private final ModelState state;
    private final float[] momentum;
    private final Map<String, String> provenance;
    private final int firstEpoch;
    private double best;

    private final int localReplicas;
    private final List<float[]> gradients = new ArrayList<>();
    private final List<float[]> buffers = new ArrayList<>();
    private final StepClock clock = new StepClock();

    /**
     * Where a rank does its part of a run.
     *
     * @param allReduce connects it to the other ranks
     * @param threads it may use
     * @param listeners told of progress; empty but on rank 0
     * @param checkpoints written by rank 0
     */
    public record Rank(AllReduce allReduce, int threads, List<TrainListener> listeners, CheckpointStore checkpoints) {}

    /**
     * Prepares a run that starts from a checkpoint; a fresh one has epoch 0.
     *
     * @throws IllegalArgumentException if the ranks do not divide the replicas
     */
    public Trainer(
            TrainSettings settings,
            Network network,
            Samples training,
            Samples validation,
            Checkpoint start,
            Rank rank) {
        this.settings = settings;
        this.training = training;
        this.allReduce = rank.allReduce();
        this.listeners = rank.listeners();
        this.checkpoints = rank.checkpoints();
        if (settings.replicas() % allReduce.world() != 0) {
            throw new IllegalArgumentException("train.replicas = " + settings.replicas() + " on " + allReduce.world()
                    + " ranks, expected ranks that divide the replicas: mend train.ranks");
        }
        localReplicas = settings.replicas() / allReduce.world();
        sampler = new EpochSampler(
                training.size(), settings.repeat(), settings.replicas(), settings.batchPerReplica(), settings.seed());
        labels = IntStream.range(0, training.size()).map(training::label).toArray();
        schedule = settings.schedule().create(settings.learningRate(), settings.epochs(), sampler.iterations());
        state = start.state();
        momentum = start.momentum();
        provenance = start.provenance();
        firstEpoch = start.epoch();
        best = start.best();
        for (int i = 0; i < localReplicas; i++) {
            gradients.add(new float[state.parameters().length + TALLY]);
            buffers.add(state.buffers().clone());
        }
        group = new ReplicaGroup(network, Math.min(rank.threads(), localReplicas));
        this.validation = new Validation(validation, settings, allReduce, group);
    }

    /** Trains to the last epoch; the state then holds the weights of that epoch. */
    public ModelState run() {
        for (int epoch = firstEpoch; epoch < settings.epochs(); epoch++) {
            Plan plan = plan(epoch);
            clock.restart();
            for (int iteration = 0; iteration < sampler.iterations(); iteration++) {
                step(plan, iteration);
            }
            averageBuffers();
            Validation.Result result = validation.run(state);
            boolean improved = result.top1() > best;
            best = Math.max(best, result.top1());
            save(epoch + 1, improved);
            notifyEpoch(epoch + 1, result, improved);
        }
        listeners.forEach(TrainListener::end);
        return state;
    }

    /**
     * What an epoch visits.
     *
     * @param epoch from 0
     * @param order of its items
     * @param samples the sample behind each item
     */
    private record Plan(int epoch, int[] order, int[] samples) {}

    private Plan plan(int epoch) {
        int[] order = sampler.order(epoch);
        return new Plan(epoch, order, settings.sampling().samples(labels, order.length, settings.seed() + epoch));
    }

    /** One step: forward-backward, all-reduce, clip and step, notify. */
    private void step(Plan plan, int iteration) {
        int epoch = plan.epoch();
        group.run(localReplicas, (engine, memory, index) -> forwardBackward(engine, memory, index, plan, iteration));
        float[] sum = PairwiseSum.into(gradients);
        allReduce.sum(sum);
        long globalIteration = (long) epoch * sampler.iterations() + iteration;
        double learningRate = schedule.at(globalIteration);
        Tally tally = Tally.of(sum, state.parameters().length, settings.replicas());
        if (!Double.isFinite(tally.loss())) {
            throw new IllegalStateException("loss is " + tally.loss() + " in epoch " + (epoch + 1) + ", iteration "
                    + (iteration + 1) + ", at learning rate " + learningRate
                    + "; expected a finite number: lower train.learning-rate or look at the data of this step");
        }
        float[] gradient = average(sum, state.parameters().length);
        if (settings.maxGradientNorm() > 0) {
            new ClipGradient(settings.maxGradientNorm()).clip(gradient);
        }
        settings.optimizer().step(state.parameters(), gradient, momentum, (float) learningRate);
        clock.add(tally);
        notifyStep(epoch, iteration, learningRate, tally);
    }

    private void forwardBackward(Replica engine, InputMemory memory, int index, Plan plan, int iteration) {
        long start = System.nanoTime();
        int replica = allReduce.rank() * localReplicas + index;
        Batch batch = batch(plan, sampler.items(plan.order(), replica, iteration), memory);
        double dataSeconds = (System.nanoTime() - start) * 1e-9;
        float[] gradient = gradients.get(index);
        Replica.Pass pass = engine.forwardBackward(
                state.parameters(), buffers.get(index), batch, gradient, passSeed(plan.epoch(), iteration, replica));
        Tally.write(gradient, state.parameters().length, pass, batch.labels(), dataSeconds);
    }

    private Batch batch(Plan plan, int[] items, InputMemory memory) {
        int[] indices = Arrays.stream(items).map(item -> plan.samples()[item]).toArray();
        int[] seeds = Arrays.stream(items).map(item -> seed(plan.epoch(), item)).toArray();
        return training.batch(indices, seeds, memory);
    }

    /** Of the random draws of one item: each repetition of a sample gets its own. */
    private int seed(int epoch, int item) {
        return new SplittableRandom(settings.seed() * 0x9e3779b97f4a7c15L + ((long) epoch << 32) + item).nextInt();
    }

    /** Of what a network draws in one pass: each replica and step gets its own, whichever rank runs the replica. */
    private long passSeed(int epoch, int iteration, int replica) {
        long step = (long) epoch * sampler.iterations() + iteration;
        return new SplittableRandom(settings.seed() ^ (step * settings.replicas() + replica) * 0x9e3779b97f4a7c15L)
                .nextLong();
    }

    /** The first values divided by the number of replicas: exact, since that is a power of two. */
    private float[] average(float[] sum, int length) {
        float[] average = new float[length];
        float scale = 1f / settings.replicas();
        for (int i = 0; i < length; i++) {
            average[i] = sum[i] * scale;
        }
        return average;
    }

    /** Replaces every replica's running statistics by their mean, as the reference does after an epoch. */
    private void averageBuffers() {
        float[] sum = PairwiseSum.into(buffers);
        allReduce.sum(sum);
        float[] average = average(sum, sum.length);
        System.arraycopy(average, 0, state.buffers(), 0, average.length);
        for (float[] replica : buffers) {
            System.arraycopy(average, 0, replica, 0, average.length);
        }
    }

    private void save(int epochs, boolean improved) {
        if (allReduce.rank() == 0) {
            Checkpoint checkpoint = new Checkpoint(state, momentum, epochs, best, provenance);
            checkpoints.save(CheckpointStore.Kind.LAST, checkpoint);
            if (improved) {
                checkpoints.save(CheckpointStore.Kind.BEST, checkpoint);
            }
        }
    }

    private void notifyStep(int epoch, int iteration, double learningRate, Tally tally) {
        int iterations = sampler.iterations();
        boolean due = (iteration + 1) % settings.logInterval() == 0 || iteration + 1 == iterations;
        if (due) {
            long left = (long) (settings.epochs() - epoch) * iterations - iteration - 1;
            StepClock.Means means = clock.means();
            Step step = new Step(
                    epoch + 1,
                    iteration + 1,
                    iterations,
                    (long) epoch * iterations + iteration + 1,
                    learningRate,
                    means.loss(),
                    tally.top1(),
                    tally.top5(),
                    means.dataSeconds(),
                    means.stepSeconds(),
                    left * means.stepSeconds());
            listeners.forEach(listener -> listener.step(step));
        }
    }

    private void notifyEpoch(int epoch, Validation.Result result, boolean improved) {
        Epoch event = new Epoch(
                epoch, result.top1(), result.top5(), result.meanClass(), result.samples(), result.seconds(), improved);
        listeners.forEach(listener -> listener.epoch(event));
    }

    @Override
    public void close() {
        group.close();
    }
}
