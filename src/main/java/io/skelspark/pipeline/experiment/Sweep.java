package io.skelspark.pipeline.experiment;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.checkpoint.RunLease;
import io.skelspark.cluster.StopSignal;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.config.SweepPlan;
import io.skelspark.config.Trial;
import io.skelspark.pipeline.DividedSet;
import io.skelspark.pipeline.ManifestCheck;
import io.skelspark.pipeline.RunIdentity;
import io.skelspark.pipeline.preparation.Prepare;
import io.skelspark.pipeline.training.Train;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains and scores the trials of a plan beside one another, and compares them in one table.
 *
 * <p>A trial is trained as {@code train} does it, by a barrier stage of its own, and each trial has a thread of the driver
 * that waits for its stages. There are as many threads as stages fit into the cluster. So no stage waits for the end of
 * another, it does not matter in which order Spark serves them, and no scheduler pool has to be set up. A failed stage ends
 * one trial, and a lost executor only the trials that had a rank there, which resume by themselves. One Spark stage for all
 * trials would be simpler to start, but Spark ends all tasks of a barrier stage with the first that fails.
 */
public final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final SparkSession session;
    private final SweepPlan plan;
    private final SweepFolder folder;
    private final List<TrialRun> trials;
    private final List<Halving> halvings = new ArrayList<>();

    /**
     * The end of a sweep.
     *
     * @param table that compares the trials; empty if none is finished
     * @param failed trials that failed without having diverged
     * @param stopped whether the process was asked to stop
     */
    public record Outcome(String table, List<String> failed, boolean stopped) {}

    private Sweep(SparkSession session, SweepPlan plan) {
        this.session = session;
        this.plan = plan;
        folder = new SweepFolder(plan.sweep().folder(), hadoop());
        trials = plan.trials().stream()
                .map(trial -> new TrialRun(session, trial))
                .toList();
    }

    /**
     * Trains what is missing of each trial, scores it, and makes the table. A trial that fails does not end the others.
     *
     * @throws ConfigError if the folder holds a sweep of other settings, or a trial does not fit the prepared set
     * @throws IllegalStateException if the cluster has no room for the ranks of a trial
     * @throws IOException if a set cannot be prepared, the table cannot be written, or another process has the sweep
     */
    public static Outcome run(SparkSession session, SweepPlan plan) throws IOException {
        return new Sweep(session, plan).run();
    }

    private Outcome run() throws IOException {
        RunIdentity shared = shared();
        try (RunLease lease = RunLease.take(new RunFolder(folder.toString(), hadoop()), () -> session.sparkContext()
                        .cancelAllJobs());
                StopSignal signal = StopSignal.listen()) {
            folder.requireSame(shared);
            RunConfig first = trials.get(0).trial().streams().get(0);
            int slots = Train.slots(session, first, signal::received);
            folder.save(shared);
            int concurrent = concurrent(slots);
            LOG.info(
                    "{} trials, {} at a time, each on {} of {} slots",
                    trials.size(),
                    concurrent,
                    plan.sweep().ranks(),
                    slots);
            boolean stopped = train(concurrent, signal);
            lease.requireHeld();
            return new Outcome(table(), failed(), stopped);
        }
    }

    /** Prepares the sets, checks the trials against them, and returns the settings that all trials share. */
    private RunIdentity shared() throws IOException {
        Map<String, PreparedSet> sets = new LinkedHashMap<>();
        Map<List<Object>, DividedSet> divided = new HashMap<>();
        List<RunIdentity> identities = new ArrayList<>();
        for (Trial trial : plan.trials()) {
            RunConfig first = trial.streams().get(0);
            String path = first.dataset().path();
            if (!sets.containsKey(path)) {
                Prepare.run(session, first.prepare(Existing.REFUSE));
                sets.put(path, PreparedSet.read(path, hadoop()));
            }
            PreparedSet set = sets.get(path);
            trial.streams().forEach(stream -> ManifestCheck.check(stream, set.manifest()));
            List<Object> view = List.of(path, first.protocol());
            if (!divided.containsKey(view)) {
                divided.put(view, DividedSet.of(first, set, hadoop()).requireApart(hadoop()));
            }
            identities.add(RunIdentity.of(first, divided.get(view)));
        }
        return SweepFolder.shared(identities);
    }

    private int concurrent(int slots) {
        int room = Math.max(1, slots / plan.sweep().ranks());
        int most = plan.sweep().concurrent() == 0
                ? room
                : Math.min(room, plan.sweep().concurrent());
        return Math.min(most, trials.size());
    }

    /** Trains and scores all trials; returns whether the process was asked to stop. */
    private boolean train(int concurrent, StopSignal signal) {
        ExecutorService threads = Executors.newFixedThreadPool(concurrent, task -> {
            Thread thread = new Thread(task, "trial");
            thread.setDaemon(true);
            return thread;
        });
        try {
            boolean stopped = false;
            List<TrialRun> left = trials;
            TimeEstimate estimate = new TimeEstimate(epochsToGo(), concurrent, System::nanoTime);
            for (int rung : plan.sweep().halving().rungs(lastEpoch())) {
                stopped = stopped || each(threads, left, signal, run -> train(run, concurrent, rung, estimate));
                if (!stopped) {
                    Halving halving = Halving.at(rung, plan.sweep().halving().factor(), left);
                    left = left.stream()
                            .filter(run -> halving.keeps(run.trial()))
                            .toList();
                    halvings.add(halving);
                    LOG.info("{}", halving);
                }
            }
            return stopped
                    || each(threads, left, signal, run -> {
                        if (train(run, concurrent, run.trial().epochs(), estimate) == Train.Outcome.FINISHED) {
                            run.evaluate();
                        }
                    });
        } finally {
            threads.shutdownNow();
        }
    }

    /** Trains one trial to an epoch; the first epoch that a trial finishes tells how long the sweep will take. */
    private static Train.Outcome train(TrialRun run, int concurrent, int until, TimeEstimate estimate) {
        int before = run.epochs();
        Runnable tell = () -> {
            if (!estimate.isTold() && run.epochs() > before) {
                LOG.info(estimate.afterAnEpoch());
            }
        };
        Train.Outcome end = run.train(new Train.Share(concurrent, until, line -> {
            LOG.info(line);
            tell.run();
        }));
        tell.run();
        return end;
    }

    private int lastEpoch() {
        return trials.stream().mapToInt(run -> run.trial().epochs()).max().orElseThrow();
    }

    /** Returns the epochs that are missing, if no trial is stopped early. */
    private long epochsToGo() {
        return trials.stream()
                .mapToLong(run ->
                        (long) run.trial().epochs() * run.trial().streams().size() - run.epochs())
                .sum();
    }

    /** Does something with each trial on the threads, and waits for all; returns whether the process was asked to stop. */
    private static boolean each(
            ExecutorService threads, List<TrialRun> trials, StopSignal signal, Consumer<TrialRun> work) {
        List<Future<?>> all = new ArrayList<>();
        for (TrialRun trial : trials) {
            all.add(threads.submit(() -> {
                if (!signal.received()) {
                    work.accept(trial);
                }
            }));
        }
        for (Future<?> each : all) {
            try {
                each.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while trials train", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return signal.received();
    }

    private List<String> failed() {
        return trials.stream()
                .filter(trial -> trial.failure().filter(why -> !why.diverged()).isPresent())
                .map(trial -> trial.trial().name())
                .toList();
    }

    /** Makes and saves the table of the finished trials. */
    private String table() throws IOException {
        List<ComparedTrial> compared = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        halvings.forEach(halving -> notes.add(halving.toString()));
        for (TrialRun run : trials) {
            Trial trial = run.trial();
            if (halvings.stream().anyMatch(halving -> halving.stops(trial))) {
                continue;
            }
            Optional<TrialRun.Failure> failure = run.failure();
            Optional<TrialResult> result = failure.isPresent() ? Optional.empty() : run.result();
            result.ifPresentOrElse(
                    figures -> compared.add(new ComparedTrial(label(trial), trial.seed(), trial.fold(), figures)),
                    () -> notes.add(trial.name()
                            + failure.map(why -> (why.diverged() ? " diverged: " : " failed: ") + why.reason())
                                    .orElse(" is not finished: run the same command again")));
        }
        if (compared.isEmpty()) {
            return String.join("\n", notes);
        }
        ComparisonTable table = ComparisonTable.of(compared, notes);
        folder.save(table);
        Map<String, RunFolder> runs = new LinkedHashMap<>();
        plan.trials().forEach(trial -> trial.streams()
                .forEach(stream -> runs.put(
                        trial.name() + " " + stream.feature().key(), new RunFolder(stream.runDir(), hadoop()))));
        folder.savePage(ComparisonPage.of(
                plan.trials().get(0).streams().get(0).dataset().name(), table, runs));
        return table.console() + "table: " + folder + "/comparison.md";
    }

    private static String label(Trial trial) {
        return trial.point().isEmpty() ? trial.streams().get(0).dataset().name() : Halving.text(trial.point());
    }

    private Configuration hadoop() {
        return session.sparkContext().hadoopConfiguration();
    }
}
