package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.config.LayoutConfig;
import io.skelspark.model.Recognizer;
import io.skelspark.model.Recognizer3D;
import io.skelspark.model.RecognizerGCN;
import io.skelspark.model.cnn.C3D;
import io.skelspark.model.cnn.ResNet3dSlowOnly;
import io.skelspark.model.cnn.SlowOnlyStage;
import io.skelspark.model.cnn.VolumeBackbone;
import io.skelspark.model.cnn.X3D;
import io.skelspark.model.cnn.X3DStage;
import io.skelspark.model.gcn.Adaptive;
import io.skelspark.model.gcn.DGGCN;
import io.skelspark.model.gcn.DGMSTCN;
import io.skelspark.model.gcn.DataNorm;
import io.skelspark.model.gcn.GraphBackbone;
import io.skelspark.model.gcn.GraphStage;
import io.skelspark.model.gcn.InitialGraph;
import io.skelspark.model.gcn.MSG3D;
import io.skelspark.model.gcn.MSTCN;
import io.skelspark.model.gcn.MultiScaleTemporalConv;
import io.skelspark.model.gcn.SpatialUnit;
import io.skelspark.model.gcn.StageShapes;
import io.skelspark.model.gcn.StagedGCN;
import io.skelspark.model.gcn.TemporalUnit;
import io.skelspark.model.gcn.UnitAAGCN;
import io.skelspark.model.gcn.UnitCTRGCN;
import io.skelspark.model.gcn.UnitGCN;
import io.skelspark.model.gcn.UnitTCN;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.pickle.TorchCheckpoint;
import io.skelspark.skeleton.Adjacency;
import io.skelspark.skeleton.Graph;
import io.skelspark.skeleton.Layout;
import io.skelspark.tensor.Tensor;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The network of a golden case, its checkpoint and its batch. */
record GoldenNetwork(Recognizer recognizer, Map<String, float[]> checkpoint, Batch batch) {
    static GoldenNetwork of(GoldenCase golden) throws Exception {
        String name = golden.file(".npz").getFileName().toString().replace(".npz", "");
        Path models = golden.file(".npz").resolveSibling("");
        JsonNode json = GoldenCase.JSON.readTree(models.resolve(name + ".json").toFile());
        JsonNode config = json.get("config");
        Recognizer recognizer = recognizer(golden, config);
        Npz.Array inputs = golden.npz().array("inputs");
        List<Integer> shape = Arrays.stream(inputs.shape()).boxed().toList();
        int[] labels = golden.npz().array("labels").ints();
        return new GoldenNetwork(recognizer, weights(golden), new Batch(inputs.floats(), shape, labels));
    }

    /** The network that a reference configuration names; keys it leaves out have the reference's defaults. */
    static Recognizer recognizer(GoldenCase golden, JsonNode config) throws IOException {
        JsonNode backbone = config.get("backbone");
        // the expected numbers of training were computed without dropout
        HeadSettings head =
                new HeadSettings(config.get("cls_head").get("num_classes").asInt(), 0, 0);
        return config.get("type").asText().equals("Recognizer3D")
                ? new Recognizer3D(volumeBackbone(backbone), head)
                : new RecognizerGCN(graphBackbone(golden.folder(), backbone), head, golden.reference());
    }

    private static VolumeBackbone volumeBackbone(JsonNode backbone) {
        return switch (backbone.get("type").asText()) {
            case "C3D" -> c3d(backbone);
            case "X3D" -> x3d(backbone);
            default -> slowOnly(backbone);
        };
    }

    private static C3D c3d(JsonNode backbone) {
        return new C3D(
                backbone.get("in_channels").asInt(),
                backbone.get("base_channels").asInt(),
                backbone.get("num_stages").asInt(),
                backbone.get("temporal_downsample").asBoolean());
    }

    private static X3D x3d(JsonNode backbone) {
        assertThat(backbone.get("se_ratio").isNull()).as("se_ratio is null").isTrue();
        assertThat(backbone.get("use_swish").asBoolean()).as("use_swish").isFalse();
        List<X3DStage> stages = new ArrayList<>();
        for (int i = 0; i < backbone.get("num_stages").asInt(); i++) {
            stages.add(new X3DStage(
                    backbone.get("stage_blocks").get(i).asInt(),
                    backbone.get("spatial_strides").get(i).asInt()));
        }
        return new X3D(
                backbone.get("in_channels").asInt(),
                backbone.get("base_channels").asInt(),
                backbone.path("gamma_w").asDouble(1),
                backbone.path("gamma_b").asDouble(2.25),
                backbone.get("gamma_d").asDouble(),
                stages);
    }

    private static ResNet3dSlowOnly slowOnly(JsonNode backbone) {
        List<SlowOnlyStage> stages = new ArrayList<>();
        for (int i = 0; i < backbone.get("num_stages").asInt(); i++) {
            stages.add(new SlowOnlyStage(
                    backbone.get("stage_blocks").get(i).asInt(),
                    backbone.get("inflate").get(i).asInt() == 1
                            ? SlowOnlyStage.Inflation.FRAMES
                            : SlowOnlyStage.Inflation.NONE,
                    backbone.get("spatial_strides").get(i).asInt(),
                    backbone.get("temporal_strides").get(i).asInt()));
        }
        return new ResNet3dSlowOnly(
                backbone.get("in_channels").asInt(),
                backbone.get("base_channels").asInt(),
                backbone.get("conv1_stride_s").asInt(),
                backbone.get("pool1_stride_s").asInt(),
                stages);
    }

    private static GraphBackbone graphBackbone(Path folder, JsonNode backbone) throws IOException {
        String type = backbone.get("type").asText();
        if (type.equals("MSG3D")) {
            return new MSG3D(
                    2,
                    3,
                    skeleton(folder, backbone.get("graph_cfg")),
                    backbone.path("base_channels").asInt(96),
                    backbone.path("num_gcn_scales").asInt(13),
                    backbone.path("num_g3d_scales").asInt(6));
        }
        return new StagedGCN(
                2,
                3,
                graph(folder, backbone.get("graph_cfg")),
                type.equals("AAGCN") || type.equals("CTRGCN") ? DataNorm.MVC : DataNorm.VC,
                new StageShapes(
                        backbone.path("num_stages").asInt(10),
                        backbone.path("base_channels").asInt(64),
                        2,
                        integers(backbone, "inflate_stages", List.of(5, 8)),
                        integers(backbone, "down_stages", List.of(5, 8))),
                new GraphStage(spatial(type, backbone), temporal(type, backbone)));
    }

    private static List<Integer> integers(JsonNode json, String key, List<Integer> otherwise) {
        return json.has(key) ? GoldenCase.integers(json.get(key)) : otherwise;
    }

    private static SpatialUnit spatial(String type, JsonNode backbone) {
        return switch (type) {
            case "STGCN" -> unitGcn(backbone);
            case "AAGCN" -> unitAagcn(backbone);
            case "CTRGCN" -> new UnitCTRGCN();
            case "DGSTGCN" -> new DGGCN(backbone.path("gcn_ratio").asDouble(0.125));
            default -> throw new IllegalArgumentException("no spatial unit of " + type);
        };
    }

    /** Returns the temporal unit; the expected numbers of training were computed without dropout. */
    private static TemporalUnit temporal(String type, JsonNode backbone) {
        return switch (type) {
            case "CTRGCN" -> new MultiScaleTemporalConv(0, 5, List.of(1, 2));
            case "DGSTGCN" -> new DGMSTCN(0, 0);
            default -> backbone.path("tcn_type").asText("unit_tcn").equals("mstcn") ? new MSTCN(0, 0) : new UnitTCN(0);
        };
    }

    private static UnitAAGCN unitAagcn(JsonNode backbone) {
        return new UnitAAGCN(
                UnitAAGCN.SampleGraph.ADAPTIVE,
                backbone.path("gcn_attention").asBoolean(true) ? UnitAAGCN.Attention.STC : UnitAAGCN.Attention.NONE);
    }

    private static UnitGCN unitGcn(JsonNode backbone) {
        return new UnitGCN(
                Adaptive.valueOf(
                        backbone.path("gcn_adaptive").asText("importance").toUpperCase(Locale.ROOT)),
                UnitGCN.ConvPosition.PRE,
                backbone.path("gcn_with_res").asBoolean(false) ? UnitGCN.Residual.INPUT : UnitGCN.Residual.NONE);
    }

    private static InitialGraph graph(Path folder, JsonNode graph) throws IOException {
        int joints = skeleton(graph).size();
        return graph.get("mode").asText().equals("random")
                ? new InitialGraph.Drawn(
                        graph.get("num_filter").asInt(),
                        joints,
                        graph.get("init_off").asDouble(),
                        graph.get("init_std").asDouble())
                : new InitialGraph.Skeleton(skeleton(folder, graph));
    }

    /** Returns the graph of the folder, or of a shipped layout if it has none. */
    private static Tensor skeleton(Path folder, JsonNode graph) throws IOException {
        String layout = graph.get("layout").asText().replace("nturgb+d", "nturgbpd");
        Path file = folder.resolve("graphs/" + layout + "." + graph.get("mode").asText() + ".npy");
        return Files.exists(file)
                ? Npz.read(file).array("").tensor()
                : new Graph(skeleton(graph))
                        .adjacency(Adjacency.of(graph.get("mode").asText(), 1));
    }

    private static Layout skeleton(JsonNode graph) {
        return LayoutConfig.load(graph.get("layout").asText());
    }

    private static Map<String, float[]> weights(GoldenCase golden) throws IOException {
        Path file = golden.files().get(0);
        Map<String, float[]> weights = new LinkedHashMap<>();
        try (InputStream stored = Files.newInputStream(file);
                InputStream stream = file.toString().endsWith(".gz") ? new GZIPInputStream(stored) : stored) {
            TorchCheckpoint.read(stream, file.toString())
                    .stateDict()
                    .forEach((name, tensor) -> weights.put(name, tensor.floats()));
        }
        return weights;
    }

    StateLayout layout() {
        return recognizer.layout();
    }

    int classes() {
        return recognizer.head().classes();
    }

    /**
     * The checkpoint's weights, newly laid out.
     *
     * @throws IllegalStateException if a name or a size differs
     */
    ModelState fresh() {
        StateLayout layout = layout();
        List<String> names = layout.entries().stream().map(Entry::name).toList();
        if (!names.equals(List.copyOf(checkpoint.keySet()))) {
            throw new IllegalStateException("the checkpoint's entries differ from the network's, or their order");
        }
        ModelState state = new ModelState(layout, new float[layout.parameterSize()], new float[layout.bufferSize()]);
        for (Entry entry : layout.entries()) {
            float[] values = checkpoint.get(entry.name());
            if (values == null || values.length != entry.size()) {
                throw new IllegalStateException(entry.name() + " differs in size");
            }
            float[] vector = entry.kind() == EntryKind.PARAMETER ? state.parameters() : state.buffers();
            System.arraycopy(values, 0, vector, entry.offset(), values.length);
        }
        return state;
    }
}
