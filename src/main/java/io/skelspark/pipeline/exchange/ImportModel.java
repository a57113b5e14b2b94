package io.skelspark.pipeline.exchange;

import io.skelspark.checkpoint.LoadReport;
import io.skelspark.checkpoint.ModelFile;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.checkpoint.RunLease;
import io.skelspark.checkpoint.RunProvenance;
import io.skelspark.checkpoint.RunProvenance.Imported;
import io.skelspark.checkpoint.StoredTensor;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.RunIdentity;
import io.skelspark.storage.CodeVersion;
import io.skelspark.storage.Existing;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import io.skelspark.train.Progress;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.optimizer.Sgd;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Imports a model file of MMAction2, PYSKL or another run into the folder of a run. */
public final class ImportModel {
    private final RunConfig config;
    private final ModelFile file;
    private final StateLayout layout;

    private ImportModel(RunConfig config, ModelFile file) {
        this.config = config;
        this.file = file;
        layout = config.network().layout();
    }

    /**
     * Writes the models last and best of the run from the file. If the file has the state of SGD and the settings name SGD,
     * momentum and epoch are imported too and training can resume; weights alone can only be evaluated. Nothing of a former
     * run stays.
     *
     * @return a message that says what was imported
     * @throws java.nio.file.FileAlreadyExistsException if the run holds a checkpoint that must stay
     * @throws IOException if the file is damaged or does not fit the network, listing every name that differs; or if another
     *     process writes to the run
     */
    public static String run(RunConfig config, String file, Existing existing, Configuration hadoop)
            throws IOException {
        RunFolder run = new RunFolder(config.runDir(), hadoop);
        requireRoom(run, existing);
        Checkpoint checkpoint = new ImportModel(config, ModelFile.read(file, hadoop)).checkpoint();
        try (RunLease lease = RunLease.take(run, () -> {})) {
            requireRoom(run, existing);
            run.save(CheckpointStore.SavedModel.BEST, checkpoint);
            run.save(CheckpointStore.SavedModel.LAST, checkpoint);
            run.clearHistory();
            run.saveSettings(config.resolved());
            lease.requireHeld();
        }
        int tensors = checkpoint.state().layout().entries().size();
        return "imported " + tensors + " tensors of " + file + " into " + config.runDir()
                + (checkpoint.epoch() > 0
                        ? ", with momentum after epoch " + checkpoint.epoch() + ": train resumes from there"
                        : ": weights alone, which can be evaluated but not trained further");
    }

    private static void requireRoom(RunFolder run, Existing existing) throws IOException {
        if (existing == Existing.REFUSE && !run.isEmpty()) {
            throw Existing.refusal(run.toString(), "holds a checkpoint already; set another run-dir");
        }
    }

    private Checkpoint checkpoint() throws IOException {
        ModelState state = new ModelState(layout, new float[layout.parameterSize()], new float[layout.bufferSize()]);
        LoadReport report = LoadReport.load(file.state(), state);
        if (!report.complete()) {
            throw new IOException(file.name() + " does not fit the network of the settings: " + report
                    + ". Expected a checkpoint of the same network: compare the keys of model, dataset.layout and"
                    + " the number of dataset.classes");
        }
        Optional<ModelFile.Training> training = file.training()
                .filter(sgd -> config.training().recipe().optimization().optimizer() instanceof Sgd);
        Imported origin = new Imported(file.name(), file.sha256(), training.map(resumable -> RunIdentity.of(config)
                .text()));
        int epoch = training.map(ModelFile.Training::epoch).orElse(0);
        return new Checkpoint(
                state,
                List.of(),
                training.isPresent() ? Map.of(Sgd.MOMENTUM, momentum(training.get())) : Map.of(),
                Progress.between(epoch, -1, epoch),
                RunProvenance.of(origin, config.resolved(), CodeVersion.text()).texts());
    }

    /** Returns the momentum of all parameters; one that took no step has no buffer, which is the same as zeros. */
    private float[] momentum(ModelFile.Training training) throws IOException {
        Map<String, StoredTensor> buffers = training.momentum().byName(layout);
        StateLayout parameters = new StateLayout();
        layout.entries().stream()
                .filter(entry -> entry.kind() == StateLayout.EntryKind.PARAMETER)
                .forEach(entry -> parameters.add(entry.name(), entry.kind(), entry.shape()));
        ModelState momentum = new ModelState(parameters, new float[layout.parameterSize()], new float[0]);
        LoadReport report = LoadReport.load(buffers, momentum);
        LoadReport odd = new LoadReport(List.of(), report.unexpected(), report.misshaped());
        if (!odd.complete()) {
            throw new IOException(file.name() + ": the optimiser's momentum does not fit the network: " + odd);
        }
        return momentum.parameters();
    }
}
