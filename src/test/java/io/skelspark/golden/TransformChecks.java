package io.skelspark.golden;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import io.skelspark.transform.FormatGCNInput;
import io.skelspark.transform.GenSkeFeat;
import io.skelspark.transform.PadTo;
import io.skelspark.transform.PoseDecode;
import io.skelspark.transform.PreNormalize2D;
import io.skelspark.transform.PreNormalize3D;
import io.skelspark.transform.PreNormalize3D.Alignment;
import io.skelspark.transform.Transform;
import io.skelspark.transform.UniformSample;
import io.skelspark.transform.UniformSampleDecode;
import io.skelspark.transform.UniformSampleFrames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Group B: the generator and each transform of the graph networks alone. */
final class TransformChecks {
    private static final Pattern RANDOM_NAME = Pattern.compile("s(\\d+)\\.(.*)");

    private TransformChecks() {}

    static Map<String, GoldenCheck> checks() {
        return Map.ofEntries(
                entry("MT19937 global generator (numpy.random.seed)", TransformChecks::random),
                entry("PreNormalize2D", TransformChecks::preNormalize2D),
                entry("PreNormalize3D", TransformChecks::preNormalize3D),
                entry("GenSkeFeat", TransformChecks::keypointAlone),
                entry("PoseDecode", TransformChecks::poseDecode),
                entry("PadTo", TransformChecks::padTo),
                entry("FormatGCNInput", TransformChecks::keypointAlone));
    }

    /**
     * The transform of a name in the configuration files, with its settings there.
     *
     * @param pyskl whether the file is PYSKL's
     */
    static Transform transform(String type, JsonNode params, boolean pyskl) {
        return switch (type) {
            case "PreNormalize2D" -> preNormalize2D(params, pyskl);
            case "PreNormalize3D" -> preNormalize3D(params, pyskl);
            case "GenSkeFeat" ->
                new GenSkeFeat(
                        LayoutConfig.load(params.path("dataset").asText("nturgb+d")), features(params.get("feats")));
            case "PadTo" ->
                new PadTo(
                        params.get("length").asInt(),
                        PadTo.Filling.valueOf(params.get("mode").asText().toUpperCase(Locale.ROOT)));
            case "UniformSampleFrames" -> UniformSampleFrames.test(clipLen(params), clips(params));
            case "UniformSample" -> UniformSample.test(clipLen(params), clips(params));
            case "UniformSampleDecode" -> new UniformSampleDecode(UniformSample.test(clipLen(params), clips(params)));
            case "PoseDecode" -> new PoseDecode();
            case "FormatGCNInput" ->
                new FormatGCNInput(
                        params.path("num_person").asInt(2),
                        // a single person is never repeated by PYSKL, whatever the mode
                        FormatGCNInput.MissingPerson.valueOf(
                                pyskl
                                        ? "ZERO"
                                        : params.path("mode").asText("zero").toUpperCase(Locale.ROOT)));
            default -> HeatmapTransforms.transform(type, params, pyskl).orElseGet(() -> fail("no transform " + type));
        };
    }

    private static int clipLen(JsonNode params) {
        return params.get("clip_len").asInt();
    }

    private static int clips(JsonNode params) {
        return params.path("num_clips").asInt(1);
    }

    /** A sample without people. */
    static PoseSample blank() {
        return new PoseSample("golden", 0, 0, null, Tensor.zeros(DType.FLOAT32, 0, 0, 17, 2), null);
    }

    /** A sample from arrays whose names begin with a prefix. */
    static PoseSample sample(Npz npz, String prefix) {
        Tensor keypoint = npz.array(prefix + "keypoint").tensor();
        int frames = npz.has(prefix + "total_frames")
                ? npz.array(prefix + "total_frames").scalar()
                : keypoint.size(1);
        ImageShape shape = null;
        if (npz.has(prefix + "img_shape")) {
            int[] size = npz.array(prefix + "img_shape").ints();
            shape = new ImageShape(size[0], size[1]);
        }
        Tensor score = npz.has(prefix + "keypoint_score")
                ? npz.array(prefix + "keypoint_score").tensor()
                : null;
        int label = npz.has(prefix + "label") ? npz.array(prefix + "label").scalar() : -1;
        int[] inds = npz.has(prefix + "frame_inds")
                ? npz.array(prefix + "frame_inds").ints()
                : null;
        int clips =
                npz.has(prefix + "num_clips") ? npz.array(prefix + "num_clips").scalar() : 0;
        return new PoseSample("golden", label, frames, shape, keypoint, score, inds, clips, null);
    }

    /** Compares an array's width, shape and values. */
    static void compare(GoldenCase golden, String array, Npz.Array expected, Tensor found) {
        String what = golden.id() + " " + array;
        assertThat(found.dtype().descriptor()).as(what).isEqualTo(expected.descriptor());
        assertThat(found.shape()).as(what).isEqualTo(expected.shape());
        golden.compare(array, expected.values(), found.values());
    }

    private static PreNormalize2D preNormalize2D(JsonNode params, boolean pyskl) {
        return pyskl
                ? PreNormalize2D.pyskl(
                        PreNormalize2D.Extent.valueOf(
                                params.path("mode").asText("fix").toUpperCase(Locale.ROOT)),
                        10,
                        params.path("threshold").asDouble(0.01))
                : PreNormalize2D.fix();
    }

    /** The transform; in PYSKL one switch governs both rotations. */
    private static PreNormalize3D preNormalize3D(JsonNode params, boolean pyskl) {
        PreNormalize3D standard = PreNormalize3D.ntu();
        Set<Alignment> alignments = EnumSet.copyOf(standard.alignments());
        for (Alignment alignment : Alignment.values()) {
            if (!params.path("align_" + alignment.name().toLowerCase(Locale.ROOT))
                    .asBoolean(true)) {
                alignments.remove(alignment);
            }
        }
        if (pyskl && !alignments.contains(Alignment.SPINE)) {
            alignments.remove(Alignment.SHOULDER);
        }
        Pair zAxis = pair(params.path("zaxis"), standard.zAxis());
        Pair xAxis = pair(params.path("xaxis"), standard.xAxis());
        return new PreNormalize3D(standard.centerJoint(), zAxis, xAxis, alignments);
    }

    private static Pair pair(JsonNode pair, Pair standard) {
        return pair.isMissingNode()
                ? standard
                : new Pair(pair.get(0).asInt(), pair.get(1).asInt());
    }

    private static List<Feature> features(JsonNode names) {
        List<Feature> features = new ArrayList<>();
        names.forEach(name -> features.add(feature(name.asText())));
        return features;
    }

    /** The feature that the reference's pipelines call by an abbreviation. */
    private static Feature feature(String abbreviation) {
        return switch (abbreviation) {
            case "j" -> Feature.JOINT;
            case "b" -> Feature.BONE;
            case "jm" -> Feature.JOINT_MOTION;
            case "bm" -> Feature.BONE_MOTION;
            default -> throw new IllegalArgumentException("feature " + abbreviation + ", expected j, b, jm or bm");
        };
    }

    private static PoseSample run(GoldenCase golden, Npz npz) {
        return transform(golden.op(), golden.params(), golden.isPyskl()).apply(sample(npz, "in."), new NumpyRandom(0));
    }

    private static void keypointAlone(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        PoseSample found = run(golden, npz);
        assertOutputs(npz, Set.of("out.keypoint"));
        compare(golden, "out.keypoint", npz.array("out.keypoint"), found.keypoint());
    }

    /** The score of PYSKL's result is its last channel. */
    private static void preNormalize2D(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        PoseSample found = run(golden, npz);
        assertOutputs(npz, Set.of("out.keypoint"));
        // the one transform of the project that only appends the score
        Tensor joints = golden.isPyskl() && found.keypointScore() != null
                ? new GenSkeFeat(LayoutConfig.load("coco"), List.of(Feature.JOINT))
                        .apply(found, new NumpyRandom(0))
                        .keypoint()
                : found.keypoint();
        compare(golden, "out.keypoint", npz.array("out.keypoint"), joints);
    }

    private static void padTo(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        PoseSample found = run(golden, npz);
        assertOutputs(npz, Set.of("out.keypoint", "out.total_frames"));
        compare(golden, "out.keypoint", npz.array("out.keypoint"), found.keypoint());
        golden.compare("out.total_frames", npz.array("out.total_frames").values(), new double[] {found.totalFrames()});
    }

    private static void poseDecode(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        PoseSample found = run(golden, npz);
        assertOutputs(npz, Set.of("out.keypoint", "out.keypoint_score"));
        compare(golden, "out.keypoint", npz.array("out.keypoint"), found.keypoint());
        compare(golden, "out.keypoint_score", npz.array("out.keypoint_score"), requireNonNull(found.keypointScore()));
    }

    private static void preNormalize3D(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        PreNormalize3D transform = preNormalize3D(golden.params(), golden.isPyskl());
        PoseSample input = sample(npz, "in.");
        PoseSample found = transform.apply(input, new NumpyRandom(0));
        compare(golden, "out.keypoint", npz.array("out.keypoint"), found.keypoint());
        golden.compare("out.total_frames", npz.array("out.total_frames").values(), new double[] {found.totalFrames()});
        if (npz.has("out.body_center")) {
            golden.compare("out.body_center", npz.array("out.body_center").values(), transform.bodyCenter(input));
        }
        assertThat(Set.of("out.keypoint", "out.total_frames", "out.body_center"))
                .containsAll(outputs(npz));
    }

    private static Set<String> outputs(Npz npz) {
        return npz.arrays().keySet().stream()
                .filter(name -> name.startsWith("out."))
                .collect(Collectors.toSet());
    }

    private static void assertOutputs(Npz npz, Set<String> expected) {
        assertThat(outputs(npz)).as("arrays the check knows").isEqualTo(expected);
    }

    /** Arrays that end in draw2 go on with the generator that made draw1. */
    private static void random(GoldenCase golden) throws IOException {
        Npz npz = golden.npz();
        Map<String, NumpyRandom> generators = new LinkedHashMap<>();
        npz.arrays().forEach((name, expected) -> {
            Matcher matcher = RANDOM_NAME.matcher(name);
            assertThat(matcher.matches()).as(name).isTrue();
            String draws = matcher.group(2).replaceFirst("\\.draw[12]$", "");
            if (!name.endsWith(".high")) {
                NumpyRandom random = generators.computeIfAbsent(
                        matcher.group(1) + draws, key -> new NumpyRandom(number(matcher, 1)));
                int[] high = npz.has("s" + matcher.group(1) + "." + draws + ".high")
                        ? npz.array("s" + matcher.group(1) + "." + draws + ".high")
                                .ints()
                        : new int[0];
                golden.compare(name, expected.values(), draw(random, draws, high, expected.values().length));
            }
        });
    }

    private static double[] draw(NumpyRandom random, String draws, int[] high, int count) {
        String[] words = draws.split("_", -1);
        return switch (words[0]) {
            case "raw" ->
                IntStream.range(0, count)
                        .mapToDouble(i -> Integer.toUnsignedLong(random.nextBits()))
                        .toArray();
            case "rand" ->
                IntStream.range(0, count).mapToDouble(i -> random.rand()).toArray();
            case "permutation" -> doubles(random.permutation(Integer.parseInt(words[1])));
            case "choice" -> doubles(random.choice(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
            case "randint" -> {
                IntUnaryOperator scalar = i -> random.randint(Integer.parseInt(words[1]));
                yield high.length > 0
                        ? doubles(random.randint(high))
                        : doubles(IntStream.range(0, count).map(scalar).toArray());
            }
            default -> fail("no check for the draws " + draws);
        };
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static double[] doubles(int[] values) {
        return IntStream.of(values).asDoubleStream().toArray();
    }
}
