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
import io.skelspark.train.optimizer.Optimization;
import io.skelspark.train.schedule.LearningRate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The training loop of one rank. Every rank runs the same loop on its share of the replicas. Gradients are averaged over
 * all replicas in a fixed order, so each rank takes the same step, and the weights do not depend on the number of ranks.
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
    private final Map<String, float[]> kept = new LinkedHashMap<>();
    private final List<float[]> optimizerBuffers;
    private final float @Nullable [] average;
    private final Map<String, String> provenance;
    private final Progress start;
    private double best;
    private int bestEpoch;

    private final int localReplicas;
    private final List<StepVector> vectors = new ArrayList<>();
    private final ReplicaBuffers buffers;
    private final StepClock clock = new StepClock();

    /**
     * The place at which a rank does its part of a run.
     *
     * @param allReduce connects it to the other ranks
     * @param device that all its replicas compute on
     * @param threads it may use
     * @param listeners told of progress; empty except on rank 0
     * @param checkpoints when they are written, and where
     */
    public record Rank(
            AllReduce allReduce,
            Device device,
            int threads,
            List<TrainListener> listeners,
            CheckpointSchedule checkpoints) {}

    /**
     * Prepares a run that starts from a checkpoint; a new run starts from one at epoch 0. The checkpoint's arrays become
     * the run's.
     *
     * @throws IllegalArgumentException if the number of ranks does not divide the number of replicas
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
        int replicas = settings.batching().replicas();
        if (replicas % allReduce.world() != 0) {
            throw new IllegalArgumentException("train.replicas = " + replicas + " on " + allReduce.world()
                    + " ranks, expected a number of ranks that divides the replicas: change train.ranks");
        }
        localReplicas = replicas / allReduce.world();
        labels = IntStream.range(0, training.size()).map(training::label).toArray();
        sampler = settings.batching().sampler(labels, settings.seed());
        schedule = settings.optimization().rates(settings.epochs(), sampler.iterations());
        state = checkpoint.state();
        optimizerBuffers = settings.optimization().optimizer().buffers().stream()
                .map(name -> keep(checkpoint, name))
                .toList();
        average = settings.optimization().average().isKept() ? keep(checkpoint, Checkpoint.AVERAGE) : null;
        provenance = checkpoint.provenance();
        start = checkpoint.progress();
        best = start.best();
        bestEpoch = start.bestEpoch();
        buffers = new ReplicaBuffers(checkpoint, replicas, allReduce);
        for (int i = 0; i < localReplicas; i++) {
            vectors.add(new StepVector(
                    state.parameters().length, settings.batching().accumulate()));
        }
        group = new ReplicaGroup(network, rank.device(), Math.min(rank.threads(), localReplicas));
        this.validation = new Validation(validation, settings.batching(), allReduce, group);
    }

    private float[] keep(Checkpoint checkpoint, String name) {
        float[] values = checkpoint.kept(name);
        kept.put(name, values);
        return values;
    }

    /** Trains until the run is finished, or a rank is asked to stop, and returns how far the run has come. */
    public Progress run() {
        return run(settings.epochs());
    }

    /**
     * Trains to an epoch or the end of the run, or until a rank is asked to stop, and returns how far the run has come. What
     * follows after that epoch does not depend on the pause.
     *
     * @param until number of epochs, at most those of the settings
     */
    public Progress run(int until) {
        Progress reached = start;
        boolean stop = false;
        while (!stop && !settings.isFinished(reached) && reached.epoch() < until) {
            EpochPlan plan = EpochPlan.of(settings, sampler, labels, reached.epoch());
            clock.restart(reached.unlogged());
            int iteration = reached.iteration();
            while (!stop && iteration < sampler.iterations()) {
                stop = step(plan, iteration++);
                if (iteration < sampler.iterations() && (stop || checkpoints.due(iteration))) {
                    reached = save(new Progress(plan.epoch(), iteration, best, bestEpoch, clock.sums()));
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

    /** One step: forward-backward, all-reduce, update, notify. Returns whether the run is to end after it. */
    private boolean step(EpochPlan plan, int iteration) {
        group.train(localReplicas, (replica, memory, index) -> pass(replica, memory, index, plan, iteration));
        StepVector sum = StepVector.sum(vectors);
        if (checkpoints.stop().getAsBoolean()) {
            sum.requestStop();
        }
        allReduce.sum(sum.values());
        StepCounts counts = sum.counts(settings.batching().replicas());
        long number = plan.step(iteration);
        double learningRate = schedule.at(number);
        if (!Double.isFinite(counts.loss())) {
            throw diverged(plan, iteration, learningRate, counts);
        }
        sum.average(settings.batching().replicas());
        Optimization optimization = settings.optimization();
        optimization.update(state.parameters(), sum.values(), optimizerBuffers, learningRate, number);
        if (average != null) {
            optimization.average().add(average, state.parameters(), number);
        }
        clock.add(counts);
        notifyStep(plan, iteration, learningRate, counts);
        return counts.stop();
    }

    /** Forward and backward of one of this rank's replicas, into its vector: one pass, or several that are added up. */
    private void pass(Replica replica, InputMemory memory, int index, EpochPlan plan, int iteration) {
        int number = allReduce.rank() * localReplicas + index;
        int[] indices = plan.indices(number, iteration);
        int[] seeds = plan.seeds(number, iteration);
        int size = settings.batching().batchPerReplica();
        StepVector vector = vectors.get(index);
        for (int from = 0; from < indices.length; from += size) {
            long start = System.nanoTime();
            int until = Math.min(from + size, indices.length);
            int passNumber = from / size;
            Batch batch = training.batch(
                    Arrays.copyOfRange(indices, from, until),
                    Arrays.copyOfRange(seeds, from, until),
                    plan.mixing(number, iteration, passNumber, until - from),
                    memory);
            double dataSeconds = (System.nanoTime() - start) * 1e-9;
            Replica.Pass pass = replica.forwardBackward(
                    state.parameters(),
                    buffers.of(index),
                    batch,
                    vector.gradient(passNumber),
                    plan.passSeed(number, iteration, passNumber));
            vector.add(passNumber, (double) (until - from) / indices.length, pass, batch.labels(), dataSeconds);
        }
    }

    /** The error of a loss that is NaN or infinite; all ranks come here at the same step. */
    private DivergedException diverged(EpochPlan plan, int iteration, double learningRate, StepCounts counts) {
        float[] byReplica = new float[settings.batching().replicas()];
        for (int i = 0; i < localReplicas; i++) {
            byReplica[allReduce.rank() * localReplicas + i] =
                    (float) vectors.get(i).loss();
        }
        allReduce.sum(byReplica);
        List<String> ids = new ArrayList<>();
        for (int replica = 0; replica < byReplica.length; replica++) {
            if (!Float.isFinite(byReplica[replica])) {
                Arrays.stream(plan.indices(replica, iteration))
                        .mapToObj(training::id)
                        .forEach(ids::add);
            }
        }
        return new DivergedException("loss is " + counts.loss() + " in epoch " + (plan.epoch() + 1) + ", iteration "
                + (iteration + 1) + ", at learning rate " + learningRate + ", on the samples " + ids
                + "; expected a finite number: lower train.learning-rate or look at these samples");
    }

    /** The end of an epoch: average the buffers, validate, notify, save. */
    private Progress finish(int epoch) {
        requireFinite("epoch " + (epoch + 1));
        buffers.average(state.buffers());
        Validation.Result result = validation.run(state);
        boolean improved = result.top1() > best;
        if (improved) {
            best = result.top1();
            bestEpoch = epoch + 1;
        }
        notifyEpoch(epoch + 1, result, improved);
        Progress progress = Progress.between(epoch + 1, best, bestEpoch);
        if (allReduce.rank() == 0) {
            Checkpoint model = new Checkpoint(state, List.of(), kept, progress, provenance);
            if (improved) {
                checkpoints.store().save(CheckpointStore.SavedModel.BEST, model);
            }
            if (average != null) {
                ModelState averaged = new ModelState(state.layout(), average, state.buffers());
                Checkpoint ema = new Checkpoint(averaged, List.of(), Map.of(), progress, provenance);
                checkpoints.store().save(CheckpointStore.SavedModel.EMA, ema);
            }
            checkpoints.store().save(CheckpointStore.SavedModel.LAST, model);
            // last of all: a run that resumes from it has the other files already
            checkpoints.store().save(model);
        }
        return progress;
    }

    /** Saves a checkpoint within an epoch, where each replica has running statistics of its own. */
    private Progress save(Progress progress) {
        requireFinite(progress.toString());
        List<float[]> replicas = buffers.gather();
        if (allReduce.rank() == 0) {
            checkpoints.store().save(new Checkpoint(state, replicas, kept, progress, provenance));
        }
        return progress;
    }

    /** A weight that is NaN or infinite would show in the loss of the next step only, after the checkpoint. */
    private void requireFinite(String place) {
        for (float parameter : state.parameters()) {
            if (!Float.isFinite(parameter)) {
                throw new DivergedException("a weight is " + parameter + " after " + place
                        + ", expected a finite number: lower train.learning-rate, or set train.max-gradient-norm");
            }
        }
    }

    private void notifyStep(EpochPlan plan, int iteration, double learningRate, StepCounts counts) {
        int iterations = sampler.iterations();
        boolean due = (iteration + 1) % settings.logInterval() == 0 || iteration + 1 == iterations;
        if (due) {
            long left = (long) (settings.epochs() - plan.epoch()) * iterations - iteration - 1;
            StepSums sums = clock.sums();
            double stepSeconds = sums.seconds() / sums.steps();
            StepEvent event = new StepEvent(
                    plan.epoch() + 1,
                    iteration + 1,
                    iterations,
                    plan.step(iteration) + 1,
                    learningRate,
                    sums.loss() / sums.steps(),
                    counts.top1(),
                    counts.top5(),
                    sums.dataSeconds() / sums.steps(),
                    stepSeconds,
                    left * stepSeconds);
            listeners.forEach(listener -> listener.step(event));
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
