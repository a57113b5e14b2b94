package io.skelspark.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The published tables of PYSKL: a network on a data set.
 *
 * @source PYSKL, configs/*&#47;README.md and the configurations themselves
 */
final class PysklTables {
    private static final List<String> JOINTS = List.of("joint", "bone", "joint-motion", "bone-motion");

    /** Accuracies of joint, bone, joint motion and bone motion, of two streams and of four. */
    private static final String GRAPHS =
            """
            ctrgcn/ctrgcn_pyskl_ntu60_xsub_3dkp 89.6 90.0 88.0 87.5 91.5 92.1
            ctrgcn/ctrgcn_pyskl_ntu60_xsub_hrnet 90.6 92.7 89.4 90.3 93.3 93.6
            ctrgcn/ctrgcn_pyskl_ntu60_xview_3dkp 95.6 95.4 94.4 93.6 96.6 97.0
            ctrgcn/ctrgcn_pyskl_ntu60_xview_hrnet 96.9 97.6 94.8 95.6 98.4 98.4
            ctrgcn/ctrgcn_pyskl_ntu120_xsub_3dkp 84.0 85.9 81.1 82.2 87.5 88.1
            ctrgcn/ctrgcn_pyskl_ntu120_xsub_hrnet 82.2 84.6 82.3 82.1 85.8 86.6
            ctrgcn/ctrgcn_pyskl_ntu120_xset_3dkp 85.9 87.4 84.1 83.9 89.2 89.9
            ctrgcn/ctrgcn_pyskl_ntu120_xset_hrnet 84.5 88.6 85.6 85.6 89.0 90.1
            dgstgcn/ntu60_xsub_3dkp 91.2 91.6 88.5 88.1 92.9 93.2
            dgstgcn/ntu60_xview_3dkp 96.7 96.1 95.6 94.3 97.4 97.5
            dgstgcn/ntu120_xsub_3dkp 85.7 88.0 82.9 83.2 89.3 89.6
            dgstgcn/ntu120_xset_3dkp 87.9 89.8 85.8 85.7 91.2 91.3
            msg3d/msg3d_pyskl_ntu60_xsub_3dkp 89.6 89.3 87.7 86.7 91.0 91.7
            msg3d/msg3d_pyskl_ntu60_xsub_hrnet 92.7 92.8 89.8 90.2 93.8 94.1
            msg3d/msg3d_pyskl_ntu60_xview_3dkp 95.9 95.0 94.0 92.4 96.4 96.9
            msg3d/msg3d_pyskl_ntu60_xview_hrnet 97.1 97.1 95.9 95.1 97.9 98.3
            msg3d/msg3d_pyskl_ntu120_xsub_3dkp 84.0 85.3 82.2 81.5 86.9 87.8
            msg3d/msg3d_pyskl_ntu120_xsub_hrnet 85.5 85.0 82.6 82.9 86.7 87.4
            msg3d/msg3d_pyskl_ntu120_xset_3dkp 86.0 87.3 82.9 83.2 88.9 89.6
            msg3d/msg3d_pyskl_ntu120_xset_hrnet 88.2 88.9 86.6 86.5 90.0 90.9
            aagcn/aagcn_pyskl_ntu60_xsub_3dkp 89.0 89.1 86.9 86.6 90.8 91.5
            aagcn/aagcn_pyskl_ntu60_xsub_hrnet 89.7 92.2 88.7 88.8 92.8 93.0
            aagcn/aagcn_pyskl_ntu60_xview_3dkp 95.7 95.2 93.9 92.4 96.4 96.7
            aagcn/aagcn_pyskl_ntu60_xview_hrnet 97.1 96.8 95.5 95.9 97.8 98.2
            aagcn/aagcn_pyskl_ntu120_xsub_3dkp 82.8 84.7 80.0 80.2 86.3 86.9
            aagcn/aagcn_pyskl_ntu120_xsub_hrnet 80.2 84.2 80.9 81.1 84.7 85.5
            aagcn/aagcn_pyskl_ntu120_xset_3dkp 84.8 86.2 82.0 82.8 88.1 88.8
            aagcn/aagcn_pyskl_ntu120_xset_hrnet 86.3 88.2 85.1 85.1 89.1 89.9
            stgcn/stgcn_vanilla_ntu60_xsub_3dkp 81.5 81.0 79.9 81.2 84.3 86.6
            stgcn/stgcn_vanilla_ntu60_xsub_hrnet 85.7 85.8 81.6 83.9 88.8 90.1
            stgcn/stgcn_pyskl_ntu60_xsub_3dkp 87.8 88.6 85.8 86.2 90.0 90.7
            stgcn/stgcn_pyskl_ntu60_xsub_hrnet 89.0 91.2 86.7 87.8 92.0 92.4
            stgcn/stgcn_vanilla_ntu60_xview_3dkp 90.1 87.7 88.8 88.3 91.4 93.2
            stgcn/stgcn_vanilla_ntu60_xview_hrnet 92.4 90.0 92.0 86.5 93.8 95.1
            stgcn/stgcn_pyskl_ntu60_xview_3dkp 95.5 95.0 93.7 92.8 96.2 96.5
            stgcn/stgcn_pyskl_ntu60_xview_hrnet 98.0 96.5 95.6 95.4 98.2 98.3
            stgcn/stgcn_pyskl_ntu120_xsub_3dkp 82.1 83.7 80.3 80.6 85.6 86.2
            stgcn/stgcn_pyskl_ntu120_xsub_hrnet 80.1 83.4 78.6 79.8 84.0 84.7
            stgcn/stgcn_pyskl_ntu120_xset_3dkp 84.5 85.8 82.7 83.0 87.5 88.4
            stgcn/stgcn_pyskl_ntu120_xset_hrnet 84.2 87.7 82.5 83.5 88.3 89.0
            stgcn++/stgcn++_ntu60_xsub_3dkp 89.3 90.1 87.5 87.3 91.4 92.1
            stgcn++/stgcn++_ntu60_xsub_hrnet 89.3 92.3 84.0 88.8 92.8 93.2
            stgcn++/stgcn++_ntu60_xview_3dkp 95.6 95.5 94.3 93.8 96.7 97.0
            stgcn++/stgcn++_ntu60_xview_hrnet 97.4 97.2 93.4 95.4 98.4 98.5
            stgcn++/stgcn++_ntu120_xsub_3dkp 83.2 85.6 80.4 81.5 87.0 87.5
            stgcn++/stgcn++_ntu120_xsub_hrnet 84.4 84.8 76.4 81.1 86.4 86.4
            stgcn++/stgcn++_ntu120_xset_3dkp 85.6 87.5 84.3 83.0 89.1 89.8
            stgcn++/stgcn++_ntu120_xset_hrnet 88.1 88.5 82.6 84.1 90.0 90.3
            strong_aug/ntu60_xsub_3dkp 90.3 90.8 88.3 87.8 92.2 92.6
            strong_aug/ntu60_xview_3dkp 96.6 95.9 95.1 93.7 97.1 97.4
            strong_aug/ntu120_xsub_3dkp 84.3 87.0 82.2 81.9 88.2 88.6
            strong_aug/ntu120_xset_3dkp 86.7 88.3 85.1 84.4 90.1 90.8
            """;

    /** Blocks of SlowOnly or the network, data set, weight decay, accuracies of key points, limbs and both; - is none. */
    private static final String VOLUMES =
            """
            slowonly_r50_ntu60_xsub 4-6-3 ntu60-xsub-2d 3e-4 93.7 93.4 94.1
            c3d_light_ntu60_xsub C3D ntu60-xsub-2d 3e-4 92.7 92.6 93.3
            x3d_shallow_ntu60_xsub X3D ntu60-xsub-2d 3e-4 92.1 91.6 92.4
            slowonly_r50_ntu60_xview 4-6-3 ntu60-xview-2d 3e-4 96.5 96.0 96.9
            slowonly_r50_ntu120_xsub 4-6-3 ntu120-xsub-2d 3e-4 - 85.9 -
            slowonly_r50_ntu120_xset 4-6-3 ntu120-xset-2d 3e-4 - 89.7 -
            slowonly_r50_346_k400 3-4-6 k400-2d 1e-4 47.3 46.9 49.1
            slowonly_r50_463_k400 4-6-3 k400-2d 1e-4 46.6 45.7 47.7
            slowonly_r50_gym 4-6-3 gym-2d 3e-4 93.8 93.8 94.1
            c3d_light_gym C3D gym-2d 3e-4 91.8 91.2 92.1
            x3d_shallow_gym X3D gym-2d 3e-4 91.4 90.0 91.8
            slowonly_r50_ucf101_k400p 3-4-6 ucf101-split1-2d 3e-4 86.9 none -
            slowonly_r50_hmdb51_k400p 3-4-6 hmdb51-split1-2d 1e-4 69.4 none -
            slowonly_r50_diving48 4-6-3 diving48-2d 1e-4 54.5 none -
            """;

    private PysklTables() {}

    /**
     * A table of a graph network.
     *
     * @param folder the reference's folder, below configs
     */
    record GraphTable(String folder, Map<String, Double> published) {
        String family() {
            return folder.replaceFirst("/.*", "");
        }

        /** Returns the folder of the network in conf. */
        String network() {
            return switch (family()) {
                case "stgcn++", "strong_aug" -> "stgcnpp";
                case "aagcn" -> "2s-agcn";
                default -> family();
            };
        }

        boolean isVanilla() {
            return folder.contains("vanilla");
        }

        boolean isFlat() {
            return folder.endsWith("hrnet");
        }

        /** Returns the part of the folder that names the set, as ntu60_xsub. */
        String set() {
            return folder.replaceFirst(".*(ntu\\d+_x[a-z]+)_.*", "$1");
        }

        int classes() {
            return set().startsWith("ntu60") ? 60 : 120;
        }

        Path file() {
            return Path.of("conf/pyskl", folder + ".conf");
        }

        @Override
        public String toString() {
            return folder;
        }
    }

    /**
     * A table of PoseC3D.
     *
     * @param folder the reference's folder, below configs
     * @param network blocks of SlowOnly, or C3D or X3D
     */
    record VolumeTable(
            String folder,
            String network,
            String dataset,
            double weightDecay,
            List<String> features,
            Map<String, Double> published) {
        boolean isFinetuned() {
            return folder.endsWith("k400p");
        }

        Path file() {
            return Path.of("conf/pyskl", folder + ".conf");
        }

        @Override
        public String toString() {
            return folder;
        }
    }

    static List<GraphTable> graphs() {
        List<GraphTable> tables = new ArrayList<>();
        for (String[] words : rows(GRAPHS)) {
            List<String> names = new ArrayList<>(JOINTS);
            names.addAll(List.of("two-stream", "four-stream"));
            tables.add(new GraphTable(words[0], figures(names, Arrays.copyOfRange(words, 1, 7))));
        }
        return tables;
    }

    static List<VolumeTable> volumes() {
        List<VolumeTable> tables = new ArrayList<>();
        for (String[] words : rows(VOLUMES)) {
            tables.add(new VolumeTable(
                    "posec3d/" + words[0],
                    words[1],
                    words[2],
                    Double.parseDouble(words[3]),
                    words[5].equals("none") ? List.of("keypoint") : List.of("keypoint", "limb"),
                    figures(List.of("keypoint", "limb", "pose"), Arrays.copyOfRange(words, 4, 7))));
        }
        return tables;
    }

    private static List<String[]> rows(String text) {
        return Stream.of(text.split("\n", -1))
                .filter(row -> !row.isEmpty())
                .map(row -> row.split(" ", -1))
                .toList();
    }

    private static Map<String, Double> figures(List<String> names, String... values) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (!values[i].equals("-") && !values[i].equals("none")) {
                figures.put(names.get(i), Double.valueOf(values[i]));
            }
        }
        return figures;
    }
}
