package io.skelspark.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.skelspark.config.LayoutConfig;
import io.skelspark.model.RecognizerGCN;
import io.skelspark.model.gcn.MSG3D;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.model.layer.Reference;
import io.skelspark.skeleton.Adjacency;
import io.skelspark.skeleton.Graph;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.tensor.Tensor;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Group A: adjacency stacks and the matrices they are made of. */
final class GraphChecks {
    private GraphChecks() {}

    static Map<String, GoldenCheck> checks() {
        return Map.of(
                "adjacency", GraphChecks::adjacency,
                "graph parts", GraphChecks::parts,
                "adjacency stacks of MS-G3D", GraphChecks::stacks);
    }

    /** The graphs that an MS-G3D of the published numbers of scales starts with. */
    private static void stacks(GoldenCase golden) throws IOException {
        Map<String, String> entries = Map.of(
                "spatial_scales13", "backbone.sgcn1.0.A",
                "window3_scales6", "backbone.gcn3d1.gcn3d.0.gcn3d.1.A",
                "window5_scales6", "backbone.gcn3d1.gcn3d.1.gcn3d.1.A");
        for (Map.Entry<String, Npz.Array> expected : golden.npz().arrays().entrySet()) {
            String name = expected.getKey();
            int dot = name.indexOf('.');
            Layout layout = LayoutConfig.load(name.substring(0, dot).replace("nturgbpd", "nturgb+d"));
            MSG3D backbone = new MSG3D(2, 3, new Graph(layout).adjacency(new Adjacency.BinaryAdj()), 12, 13, 6);
            ModelState state = new RecognizerGCN(backbone, new HeadSettings(2, 0, 0), Reference.PYSKL).initialise(1);
            StateLayout.Entry entry = state.layout().entries().stream()
                    .filter(stored -> stored.name().equals(entries.get(name.substring(dot + 1))))
                    .findFirst()
                    .orElseThrow();
            double[] found = IntStream.range(entry.offset(), entry.offset() + entry.size())
                    .mapToDouble(i -> state.buffers()[i])
                    .toArray();
            golden.compare(name, expected.getValue().values(), found);
        }
    }

    private static void adjacency(GoldenCase golden) throws IOException {
        JsonNode params = golden.params();
        Npz.Array expected = Npz.read(golden.file(".npy")).array("");
        Tensor found = new Graph(layout(params.get("layout")))
                .adjacency(Adjacency.of(
                        params.get("mode").asText(), params.get("max_hop").asInt()));
        assertThat(found.shape()).as(golden.id()).isEqualTo(expected.shape());
        golden.compare("A", expected.values(), found.values());
    }

    private static void parts(GoldenCase golden) throws IOException {
        JsonNode layouts = golden.json("layouts.json");
        for (Map.Entry<String, Npz.Array> entry : golden.npz().arrays().entrySet()) {
            String name = entry.getKey();
            String layout = name.substring(0, name.indexOf('.')).replace("nturgbpd", "nturgb+d");
            Graph graph = new Graph(LayoutConfig.load(layout));
            golden.compare(name, entry.getValue().values(), part(graph, name.substring(name.indexOf('.') + 1)));
        }
        layouts.fieldNames().forEachRemaining(name -> {
            JsonNode expected = layouts.get(name);
            Graph graph = new Graph(name.equals("custom") ? custom(expected) : LayoutConfig.load(name));
            assertThat(graph.layout().size())
                    .as(name)
                    .isEqualTo(expected.get("num_node").asInt());
            assertThat(graph.layout().center())
                    .as(name)
                    .isEqualTo(expected.get("center").asInt());
            Map<String, List<Pair>> edges = Map.of(
                    "inward", graph.inward(),
                    "outward", graph.outward(),
                    "neighbor", graph.neighbours(),
                    "self_link", graph.self());
            // the custom layout is given by its inward edges alone
            assertThat(expected.has("outward")).as(name).isNotEqualTo(name.equals("custom"));
            edges.forEach((kind, found) -> {
                if (expected.has(kind)) {
                    assertThat(found).as(name + " " + kind).isEqualTo(pairs(expected.get(kind)));
                }
            });
        });
    }

    private static double[] part(Graph graph, String part) {
        if (part.startsWith("hop")) {
            return flat(graph.hopDistance(Integer.parseInt(part.substring(3))));
        }
        return switch (part) {
            case "inward" ->
                graph.inward().stream()
                        .flatMap(edge -> Stream.of(edge.from(), edge.to()))
                        .mapToDouble(joint -> joint)
                        .toArray();
            case "center" -> new double[] {graph.layout().center()};
            case "edge2mat_inward" -> flat(graph.edgeMatrix(graph.inward()));
            case "edge2mat_inward_normalized" -> flat(graph.normalised(graph.edgeMatrix(graph.inward())));
            case "k_adjacency_0", "k_adjacency_1", "k_adjacency_2", "k_adjacency_3" ->
                flat(graph.kAdjacency(part.charAt(part.length() - 1) - '0', 0));
            // the reference's file holds the call with self_factor -1
            case "k_adjacency_1_self" -> flat(graph.kAdjacency(1, -1));
            case "spatial", "stgcn_spatial", "binary_adj" ->
                graph.adjacency(Adjacency.of(part, 1)).values();
            case "stgcn_spatial.max_hop2" ->
                graph.adjacency(new Adjacency.StgcnSpatial(2)).values();
            default -> fail("no check for the graph part " + part);
        };
    }

    private static Layout layout(JsonNode layout) {
        return layout.isTextual() ? LayoutConfig.load(layout.asText()) : custom(layout);
    }

    private static Layout custom(JsonNode layout) {
        List<String> joints = IntStream.range(0, layout.get("num_node").asInt())
                .mapToObj(Integer::toString)
                .toList();
        List<Pair> inward = pairs(Objects.requireNonNull(layout.get("inward")));
        return new Layout(
                "custom",
                joints,
                layout.get("center").asInt(),
                inward,
                List.of(),
                Layout.Sides.NONE,
                List.of(),
                Layout.Sides.NONE);
    }

    private static List<Pair> pairs(JsonNode array) {
        List<Pair> pairs = new ArrayList<>();
        array.forEach(
                pair -> pairs.add(new Pair(pair.get(0).asInt(), pair.get(1).asInt())));
        return pairs;
    }

    private static double[] flat(double[][] matrix) {
        return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    }
}
