package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.model.Intermediates;
import io.skelspark.model.Recognizer;
import io.skelspark.model.engine.Float64Replica;
import io.skelspark.train.PairwiseSum;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Replica;
import io.skelspark.train.network.Scorer;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import io.skelspark.train.optimizer.ClipGradient;
import io.skelspark.train.optimizer.Sgd;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/** Networks against the reference: evaluation, gradients, runs of five steps, two workers. */
final class ModelChecks {
    /** A few activations fall on the other side of a rectifier than in float64; each moves the gradient a little. */
    private static final double FLOAT32_DISTANCE = 0.02;

    private ModelChecks() {}

    static Map<String, GoldenCheck> checks() {
        Map<String, GoldenCheck> checks = new HashMap<>(Map.of(
                "two workers, one synchronous step", ModelChecks::dataParallel,
                "initialisation", InitialisationChecks::run));
        Stream.of(
                        "stgcn",
                        "stgcnpp",
                        "agcn",
                        "slowonly",
                        "ctrgcn",
                        "dgstgcn",
                        "msg3d",
                        "aagcn",
                        "stgcn_vanilla",
                        "c3d",
                        "x3d")
                .forEach(network -> checks.put(network + " forward/backward/steps", ModelChecks::run));
        return checks;
    }

    private static void run(GoldenCase golden) throws Exception {
        GoldenNetwork network = GoldenNetwork.of(golden);
        evaluation(golden, network);
        try (Replica replica = network.recognizer().replica(Device.CPU);
                Float64Replica exact = new Float64Replica(network.recognizer())) {
            float[] gradient = trainingPass(golden, network, replica);
            gradients(golden, network, exact, gradient);
            gentleSteps(golden, network, exact);
            publishedSteps(golden, network, exact);
        }
    }

    private static void evaluation(GoldenCase golden, GoldenNetwork network) throws Exception {
        Npz npz = golden.npz();
        Batch batch = network.batch();
        ModelState state = network.fresh();
        Recognizer recognizer = network.recognizer();
        try (Scorer scorer = recognizer.scorer(state)) {
            float[] logits = scorer.logits(batch);
            compare(golden, npz, "logits", doubles(logits));
            compare(golden, npz, "prob", softmax(logits, network.classes()));
            Batch threeClips = threeClips(batch);
            float[] scores = scorer.logits(threeClips);
            compare(golden, npz, "pred3_score", averageOfThree(doubles(scores), network.classes()));
            compare(golden, npz, "pred3_prob", averageOfThree(softmax(scores, network.classes()), network.classes()));
        }
        compare(golden, npz, "pooled", doubles(Intermediates.pooled(recognizer, state, batch)));
        StageChecks.compare(golden, Intermediates.stages(recognizer, state, batch));
        if (npz.has("feature")) {
            compare(golden, npz, "feature", doubles(Intermediates.features(recognizer, state, batch)));
        }
    }

    private static float[] trainingPass(GoldenCase golden, GoldenNetwork network, Replica replica) throws Exception {
        Npz npz = golden.npz();
        JsonNode json = golden.json(".json");
        ModelState state = network.fresh();
        float[] gradient = new float[state.parameters().length];
        Replica.Pass pass = replica.forwardBackward(
                state.parameters(), state.buffers(), network.batch(), FloatBuffer.wrap(gradient), 0);
        compare(golden, npz, "train_logits", doubles(pass.logits()));
        JsonNode lossRule = golden.tolerance("json:train_loss");
        double expected = json.get("train_loss").asDouble();
        scalar(golden, "train_loss", expected, pass.loss(), lossRule.get("rtol").asDouble());
        JsonNode running = golden.tolerance("npz:running/*");
        for (Entry entry : network.layout().entries()) {
            if (npz.has("running/" + entry.name())) {
                golden.compare(
                        entry.name(),
                        npz.array("running/" + entry.name()).values(),
                        doubles(slice(state.buffers(), entry)),
                        running.get("atol").asDouble(),
                        running.get("rtol").asDouble());
            } else if (entry.kind() != EntryKind.PARAMETER) {
                // the graph of an importance-weighted unit: a buffer that training leaves alone
                assertThat(entry.name()).endsWith(".A");
            }
        }
        return gradient;
    }

    /**
     * Every gradient, computed by the same layers in float64 as the expected ones were; the float32 gradient must then
     * point the same way as a whole.
     */
    private static void gradients(GoldenCase golden, GoldenNetwork network, Replica exact, float[] gradient)
            throws Exception {
        ModelState state = network.fresh();
        float[] expected = new float[gradient.length];
        exact.forwardBackward(state.parameters(), state.buffers(), network.batch(), FloatBuffer.wrap(expected), 0);
        float[] difference = new float[gradient.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = gradient[i] - expected[i];
        }
        assertThat(ClipGradient.norm(difference, difference.length) / ClipGradient.norm(expected, expected.length))
                .as(golden.id() + ": distance of the float32 gradient")
                .isLessThan(FLOAT32_DISTANCE);
        JsonNode summaries = golden.json(".json").get("grads");
        // all that differ are named: which they are tells a wrong layer from a wrong run
        SoftAssertions.assertSoftly(softly -> network.layout().entries().stream()
                .filter(entry -> entry.kind() == EntryKind.PARAMETER)
                .forEach(entry -> softly.assertThatCode(() ->
                                Summary.compare(golden, entry, summaries, expected, golden.tolerance("json:grads")))
                        .doesNotThrowAnyException()));
    }

    /** Five steps at a small rate, by this project's optimizer: losses, and the parameters after them. */
    private static void gentleSteps(GoldenCase golden, GoldenNetwork network, Replica replica) throws Exception {
        JsonNode run = golden.json(".json").get("runs").get("gentle");
        JsonNode settings = run.get("sgd");
        Sgd sgd = sgd(settings);
        ModelState state = network.fresh();
        float[] gradient = new float[state.parameters().length];
        float[] momentum = new float[state.parameters().length];
        List<Double> losses = new ArrayList<>();
        for (int step = 0; step < 5; step++) {
            losses.add(replica.forwardBackward(
                            state.parameters(), state.buffers(), network.batch(), FloatBuffer.wrap(gradient), 0)
                    .loss());
            if (!settings.get("clip").isNull()) {
                new ClipGradient(settings.get("clip").get("max_norm").asDouble()).clip(gradient, gradient.length);
            }
            sgd.step(
                    state.parameters(),
                    gradient,
                    List.of(momentum),
                    (float) settings.get("lr").asDouble(),
                    step);
        }
        JsonNode rule = golden.tolerance("json:runs.gentle.final_params");
        for (Entry entry : network.layout().entries()) {
            if (entry.kind() == EntryKind.PARAMETER) {
                Summary.compare(golden, entry, run.get("final_params"), state.parameters(), rule);
            }
        }
        losses.add(replica.forwardBackward(
                        state.parameters(), state.buffers(), network.batch(), FloatBuffer.wrap(gradient), 0)
                .loss());
        losses(golden, "gentle", run, losses);
    }

    /**
     * Five steps with the published optimizer. At its rate a loss is chaotic: the expected ones are those of a run in float64,
     * and with a state in float32 the fourth may be off by 1e-3. So this run is in float64, too, optimizer included.
     */
    private static void publishedSteps(GoldenCase golden, GoldenNetwork network, Float64Replica replica)
            throws Exception {
        JsonNode run = golden.json(".json").get("runs").get("config");
        ModelState state = network.fresh();
        double[] parameters = doubles(state.parameters());
        double[] buffers = doubles(state.buffers());
        double[] gradient = new double[parameters.length];
        double[] momentum = new double[parameters.length];
        List<Double> losses = new ArrayList<>();
        for (int step = 0; step < 5; step++) {
            losses.add(replica.forwardBackward(parameters, buffers, network.batch(), gradient, 0)
                    .loss());
            exactStep(parameters, gradient, momentum, run.get("sgd"));
        }
        losses.add(replica.forwardBackward(parameters, buffers, network.batch(), gradient, 0)
                .loss());
        losses(golden, "config", run, losses);
    }

    /** A step of stochastic gradient descent as its definition says it. */
    private static void exactStep(double[] parameters, double[] gradient, double[] momentum, JsonNode sgd) {
        double norm =
                Math.sqrt(Arrays.stream(gradient).map(value -> value * value).sum());
        double factor = sgd.get("clip").isNull()
                ? 1
                : Math.min(1, sgd.get("clip").get("max_norm").asDouble() / (norm + 1e-6));
        double share = sgd.get("momentum").asDouble();
        for (int i = 0; i < parameters.length; i++) {
            double slope = gradient[i] * factor + sgd.get("weight_decay").asDouble() * parameters[i];
            momentum[i] = share * momentum[i] + slope;
            double direction = sgd.path("nesterov").asBoolean(false) ? slope + share * momentum[i] : momentum[i];
            parameters[i] -= sgd.get("lr").asDouble() * direction;
        }
    }

    private static void losses(GoldenCase golden, String name, JsonNode run, List<Double> losses) {
        JsonNode rule =
                golden.tolerance("json:runs." + name + ".losses+loss_after").get("rtol_per_step");
        for (int step = 0; step < rule.size(); step++) {
            if (!rule.get(step).isNull()) {
                double expected = (step < 5 ? run.get("losses").get(step) : run.get("loss_after")).asDouble();
                scalar(
                        golden,
                        name + " loss " + step,
                        expected,
                        losses.get(step),
                        rule.get(step).asDouble());
            }
        }
    }

    private static Sgd sgd(JsonNode settings) {
        return new Sgd(
                (float) settings.get("momentum").asDouble(),
                (float) settings.get("weight_decay").asDouble(),
                settings.path("nesterov").asBoolean(false) ? Sgd.Momentum.NESTEROV : Sgd.Momentum.PLAIN);
    }

    private static void dataParallel(GoldenCase golden) throws Exception {
        GoldenNetwork network = GoldenNetwork.of(golden);
        JsonNode json = golden.json(".json");
        Batch batch = network.batch();
        ModelState state = network.fresh();
        List<float[]> gradients = new ArrayList<>();
        List<float[]> buffers = new ArrayList<>();
        double[] losses = new double[2];
        for (int worker = 0; worker < 2; worker++) {
            float[] gradient = new float[state.parameters().length];
            float[] own = state.buffers().clone();
            try (Replica replica = network.recognizer().replica(Device.CPU);
                    Replica exact = new Float64Replica(network.recognizer())) {
                exact.forwardBackward(
                        state.parameters(),
                        state.buffers().clone(),
                        half(batch, worker),
                        FloatBuffer.wrap(gradient),
                        0);
                losses[worker] = replica.forwardBackward(
                                state.parameters(), own, half(batch, worker), FloatBuffer.allocate(gradient.length), 0)
                        .loss();
            }
            gradients.add(gradient);
            buffers.add(own);
        }
        JsonNode lossRule = golden.tolerance("losses");
        for (int worker = 0; worker < 2; worker++) {
            double expected = json.get("losses").get(worker).asDouble();
            scalar(
                    golden,
                    "loss of worker " + worker,
                    expected,
                    losses[worker],
                    lossRule.get("rtol").asDouble());
        }
        // biases before a normalisation have a true gradient of 0, which no relative tolerance fits: the floor is the
        // one that the index gives the same gradients of one worker, 1e-5 of the length of the whole gradient
        double squares = 0;
        for (JsonNode expected : json.get("averaged_grads")) {
            squares += Math.pow(expected.get("l2").asDouble(), 2);
        }
        float[] averaged = average(gradients);
        float[] parameters = state.parameters();
        new Sgd(0.9f, 5e-4f, Sgd.Momentum.NESTEROV)
                .step(parameters, averaged, List.of(new float[parameters.length]), 0.1f, 0);
        for (Entry entry : network.layout().entries()) {
            if (entry.kind() == EntryKind.PARAMETER) {
                JsonNode rule = golden.tolerance("averaged_grads");
                Summary.compare(golden, entry, json.get("averaged_grads"), averaged, rule, 1e-5 * Math.sqrt(squares));
                Summary.compare(golden, entry, json.get("params_after"), parameters, golden.tolerance("params_after"));
            } else if (entry.kind() == EntryKind.BUFFER) {
                JsonNode rule = golden.tolerance("buffers_*");
                Summary.compare(golden, entry, json.get("buffers_rank0"), buffers.get(0), rule);
                Summary.compare(golden, entry, json.get("buffers_rank1"), buffers.get(1), rule);
                Summary.compare(golden, entry, json.get("buffers_averaged"), average(buffers), rule);
            }
        }
    }

    private static float[] average(List<float[]> pair) {
        float[] average = PairwiseSum.into(pair.stream().map(float[]::clone).toList());
        for (int i = 0; i < average.length; i++) {
            average[i] /= 2;
        }
        return average;
    }

    private static Batch half(Batch batch, int worker) {
        int samples = batch.labels().length / 2;
        int values = batch.inputs().length / 2;
        List<Integer> shape = new ArrayList<>(batch.shape());
        shape.set(0, samples);
        return new Batch(
                Arrays.copyOfRange(batch.inputs(), worker * values, (worker + 1) * values),
                shape,
                Arrays.copyOfRange(batch.labels(), worker * samples, (worker + 1) * samples));
    }

    private static Batch threeClips(Batch batch) {
        int samples = batch.labels().length;
        float[] given = batch.inputs();
        int size = given.length / samples;
        float[] inputs = new float[3 * given.length];
        for (int sample = 0; sample < samples; sample++) {
            int to = 3 * sample * size;
            System.arraycopy(given, sample * size, inputs, to, size);
            for (int i = 0; i < size; i++) {
                inputs[to + size + i] = 0.7f * given[sample * size + i];
            }
            System.arraycopy(given, (samples - 1 - sample) * size, inputs, to + 2 * size, size);
        }
        List<Integer> shape = new ArrayList<>(batch.shape());
        shape.set(1, 3);
        return new Batch(inputs, shape, batch.labels());
    }

    private static double[] averageOfThree(double[] scores, int classes) {
        double[] average = new double[scores.length / 3];
        for (int i = 0; i < scores.length; i++) {
            average[i / (3 * classes) * classes + i % classes] += scores[i] / 3;
        }
        return average;
    }

    private static double[] softmax(float[] logits, int classes) {
        double[] probabilities = new double[logits.length];
        for (int start = 0; start < logits.length; start += classes) {
            double sum = 0;
            for (int i = start; i < start + classes; i++) {
                probabilities[i] = Math.exp(logits[i]);
                sum += probabilities[i];
            }
            for (int i = start; i < start + classes; i++) {
                probabilities[i] /= sum;
            }
        }
        return probabilities;
    }

    private static void compare(GoldenCase golden, Npz npz, String array, double[] found) {
        JsonNode rule = golden.tolerance("npz:" + array);
        golden.compare(
                array,
                npz.array(array).values(),
                found,
                rule.path("atol").asDouble(0),
                rule.path("rtol").asDouble(0));
    }

    static void scalar(GoldenCase golden, String name, double expected, double found, double rtol) {
        golden.compare(name, new double[] {expected}, new double[] {found}, 0, rtol);
    }

    static float[] slice(float[] vector, Entry entry) {
        return Arrays.copyOfRange(vector, entry.offset(), entry.offset() + entry.size());
    }

    static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }
}
