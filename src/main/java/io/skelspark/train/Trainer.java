package io.skelspark.train;

import io.skelspark.train.listener.TrainListener;
import io.skelspark.train.listener.TrainListener.EpochEvent;
import io.skelspark.train.listener.TrainListener.StepEvent;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.InputMemory;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;
import io.skelspark.train.network.Replica;
import io.skelspark.train.optimizer.ClipGradient;
import io.skelspark.train.schedule.LearningRate;
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
    private final TrainSettings settings;
    private final Samples training;
    private final Validation validation;
    private final AllReduce allReduce;
    private final List<TrainListener> listeners;
    private final CheckpointSchedule checkpoints;
    private final EpochSampler sampler;
    private final int[] labels;
    private final LearningRate schedule;
    private final ReplicaGroup group;

    private final ModelState state;
    private final float[] momentum;
    private final Map<String, String> provenance;
    private final Progress start;
    private double best;

    private final int localReplicas;
    private final List<float[]> gradients = new ArrayList<>();
    private final double[] losses;
    private final ReplicaBuffers buffers;
    private final StepClock clock = new StepClock();

    /**
     * Where a rank does its part of a run.
     *
     * @param allReduce connects it to the other ranks
     * @param device that all its replicas compute on
     * @param threads it may use
     * @param listeners told of progress; empty but on rank 0
     * @param checkpoints when they are written, and where
     */
    public record Rank(
            AllReduce allReduce, Device device, int threads, List<TrainListener> listeners, CheckpointSchedule checkpoints) {}

    /**
     * Prepares a run that starts from a checkpoint; a fresh one has epoch 0. The checkpoint's arrays become the run's.
     *
     * @throws IllegalArgumentException if the ranks do not divide the replicas
     */
    public Trainer(
            TrainSettings settings,
            Network network,
            Samples training,
            Samples validation,
            Checkpoint checkpoint,
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
        state = checkpoint.state();
        momentum = checkpoint.momentum();
        provenance = checkpoint.provenance();
        start = checkpoint.progress();
        best = start.best();
        buffers = new ReplicaBuffers(checkpoint, settings.replicas(), allReduce);
        losses = new double[localReplicas];
        for (int i = 0; i < localReplicas; i++) {
            gradients.add(new float[state.parameters().length + StepCounts.SIZE]);
        }
        group = new ReplicaGroup(network, rank.device(), Math.min(rank.threads(), localReplicas));
        this.validation = new Validation(validation, settings, allReduce, group);
    }

    /** Trains to the last epoch, or until it is asked to stop, and returns how far it has come. */
    public Progress run() {
        Progress reached = start;
        boolean stop = false;
        while (!stop && reached.epoch() < settings.epochs()) {
            Plan plan = plan(reached.epoch());
            clock.restart(reached.unlogged());
            int iteration = reached.iteration();
            while (!stop && iteration < sampler.iterations()) {
                stop = step(plan, iteration++);
                if (iteration < sampler.iterations() && (stop || checkpoints.due(iteration))) {
                    reached = save(new Progress(plan.epoch(), iteration, best, clock.sums()));
                    clock.restart(reached.unlogged());
                }
            }
            if (iteration == sampler.iterations()) {
                reached = finish(plan.epoch());
            }
        }
        listeners.forEach(TrainListener::end);
        return reached;
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

    /** One step: forward-backward, all-reduce, clip and step, notify. Returns whether the run is to end behind it. */
    private boolean step(Plan plan, int iteration) {
        int epoch = plan.epoch();
        group.run(localReplicas, (engine, memory, index) -> forwardBackward(engine, memory, index, plan, iteration));
        float[] sum = PairwiseSum.into(gradients);
        if (checkpoints.stop().getAsBoolean()) {
            StepCounts.writeStop(sum, state.parameters().length);
        }
        allReduce.sum(sum);
        long globalIteration = (long) epoch * sampler.iterations() + iteration;
        double learningRate = schedule.at(globalIteration);
        StepCounts tally = StepCounts.of(sum, state.parameters().length, settings.replicas());
        if (!Double.isFinite(tally.loss())) {
            throw diverged(plan, iteration, learningRate, tally);
        }
        float[] gradient = average(sum);
        if (settings.maxGradientNorm() > 0) {
            new ClipGradient(settings.maxGradientNorm()).clip(gradient);
        }
        settings.optimizer().step(state.parameters(), gradient, momentum, (float) learningRate);
        clock.add(tally);
        notifyStep(epoch, iteration, learningRate, tally);
        return tally.stop();
    }

    private void forwardBackward(Replica engine, InputMemory memory, int index, Plan plan, int iteration) {
        long start = System.nanoTime();
        int replica = allReduce.rank() * localReplicas + index;
        Batch batch = batch(plan, sampler.items(plan.order(), replica, iteration), memory);
        double dataSeconds = (System.nanoTime() - start) * 1e-9;
        float[] gradient = gradients.get(index);
        Replica.Pass pass = engine.forwardBackward(
                state.parameters(), buffers.of(index), batch, gradient, passSeed(plan.epoch(), iteration, replica));
        losses[index] = pass.loss();
        StepCounts.write(gradient, state.parameters().length, pass, batch.labels(), dataSeconds);
    }

    private Batch batch(Plan plan, int[] items, InputMemory memory) {
        int[] indices = indices(plan, items);
        int[] seeds = Arrays.stream(items).map(item -> seed(plan.epoch(), item)).toArray();
        return training.batch(indices, seeds, memory);
    }

    private static int[] indices(Plan plan, int[] items) {
        return Arrays.stream(items).map(item -> plan.samples()[item]).toArray();
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

    /** Of the sum over all replicas: exact, since their number is a power of two. */
    private float[] average(float[] sum) {
        float[] average = new float[state.parameters().length];
        float scale = 1f / settings.replicas();
        for (int i = 0; i < average.length; i++) {
            average[i] = sum[i] * scale;
        }
        return average;
    }

    /** What an error says of a loss that is no number; all ranks come here at the same step. */
    private DivergedException diverged(Plan plan, int iteration, double learningRate, StepCounts tally) {
        float[] byReplica = new float[settings.replicas()];
        for (int i = 0; i < localReplicas; i++) {
            byReplica[allReduce.rank() * localReplicas + i] = (float) losses[i];
        }
        allReduce.sum(byReplica);
        List<String> ids = new ArrayList<>();
        for (int replica = 0; replica < byReplica.length; replica++) {
            if (!Float.isFinite(byReplica[replica])) {
                Arrays.stream(indices(plan, sampler.items(plan.order(), replica, iteration)))
                        .mapToObj(training::id)
                        .forEach(ids::add);
            }
        }
        return new DivergedException("loss is " + tally.loss() + " in epoch " + (plan.epoch() + 1) + ", iteration "
                + (iteration + 1) + ", at learning rate " + learningRate + ", on the samples " + ids
                + "; expected a finite number: lower train.learning-rate or look at these samples");
    }

    /** The end of an epoch: average the buffers, validate, notify, save. */
    private Progress finish(int epoch) {
        requireFinite("epoch " + (epoch + 1));
        buffers.average(state.buffers());
        Validation.Result result = validation.run(state);
        boolean improved = result.top1() > best;
        best = Math.max(best, result.top1());
        notifyEpoch(epoch + 1, result, improved);
        Progress progress = Progress.behind(epoch + 1, best);
        if (allReduce.rank() == 0) {
            Checkpoint model = new Checkpoint(state, List.of(), momentum, progress, provenance);
            if (improved) {
                checkpoints.store().save(CheckpointStore.SavedModel.BEST, model);
            }
            checkpoints.store().save(CheckpointStore.SavedModel.LAST, model);
            // last of all: a run that goes on behind it has the others already
            checkpoints.store().save(model);
        }
        return progress;
    }

    /** A checkpoint within an epoch, where each replica has running statistics of its own. */
    private Progress save(Progress progress) {
        requireFinite(progress.toString());
        List<float[]> replicas = buffers.gather();
        if (allReduce.rank() == 0) {
            checkpoints.store().save(new Checkpoint(state, replicas, momentum, progress, provenance));
        }
        return progress;
    }

    /** Weights that are no numbers would give such a loss in the next step only, when it is too late for a checkpoint. */
    private void requireFinite(String place) {
        for (float parameter : state.parameters()) {
            if (!Float.isFinite(parameter)) {
                throw new DivergedException("a weight is " + parameter + " behind " + place
                        + ", expected a finite number: lower train.learning-rate, or set train.max-gradient-norm");
            }
        }
    }

    private void notifyStep(int epoch, int iteration, double learningRate, StepCounts tally) {
        int iterations = sampler.iterations();
        boolean due = (iteration + 1) % settings.logInterval() == 0 || iteration + 1 == iterations;
        if (due) {
            long left = (long) (settings.epochs() - epoch) * iterations - iteration - 1;
            StepSums sums = clock.sums();
            double stepSeconds = sums.seconds() / sums.steps();
            StepEvent step = new StepEvent(
                    epoch + 1,
                    iteration + 1,
                    iterations,
                    (long) epoch * iterations + iteration + 1,
                    learningRate,
                    sums.loss() / sums.steps(),
                    tally.top1(),
                    tally.top5(),
                    sums.dataSeconds() / sums.steps(),
                    stepSeconds,
                    left * stepSeconds);
            listeners.forEach(listener -> listener.step(step));
            clock.restart(StepSums.NONE);
        }
    }

    private void notifyEpoch(int epoch, Validation.Result result, boolean improved) {
        EpochEvent event = new EpochEvent(
                epoch, result.top1(), result.top5(), result.meanClass(), result.samples(), result.seconds(), improved);
        listeners.forEach(listener -> listener.epoch(event));
    }

    @Override
    public void close() {
        group.close();
    }
}
