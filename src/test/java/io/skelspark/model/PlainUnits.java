package io.skelspark.model;

import io.skelspark.model.gcn.Adaptive;
import io.skelspark.model.gcn.UnitAAGCN;
import io.skelspark.model.gcn.UnitGCN;
import io.skelspark.model.layer.PassMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * The units of graph networks in plain loops over (N, C, T, V), written from their definition alone.
 *
 * @param weights values by name
 * @param mode with batch statistics, or with running ones of mean 0 and variance 1
 * @param subsets K
 */
record PlainUnits(Map<String, float[]> weights, PassMode mode, int subsets) {
    private float[] weight(String name) {
        return Objects.requireNonNull(weights.get("unit." + name), name);
    }

    /** A function of the places of an array (N, C, T, V). */
    private interface Cell {
        double at(int n, int c, int t, int v);
    }

    private static double[][][][] fill(int[] shape, Cell cell) {
        double[][][][] values = new double[shape[0]][shape[1]][shape[2]][shape[3]];
        for (int n = 0; n < shape[0]; n++) {
            for (int c = 0; c < shape[1]; c++) {
                for (int t = 0; t < shape[2]; t++) {
                    for (int v = 0; v < shape[3]; v++) {
                        values[n][c][t][v] = cell.at(n, c, t, v);
                    }
                }
            }
        }
        return values;
    }

    private static int[] shape(double[][][][] x) {
        return new int[] {x.length, x[0].length, x[0][0].length, x[0][0][0].length};
    }

    private double[][][][] conv(String name, double[][][][] x) {
        float[] bias = weight(name + ".bias");
        float[] weight = weight(name + ".weight");
        int in = x[0].length;
        return fill(new int[] {x.length, bias.length, x[0][0].length, x[0][0][0].length}, (n, c, t, v) -> {
            double sum = bias[c];
            for (int i = 0; i < in; i++) {
                sum += weight[c * in + i] * x[n][i][t][v];
            }
            return sum;
        });
    }

    private double[][][][] norm(String name, double[][][][] x) {
        int[] shape = shape(x);
        double[] mean = new double[shape[1]];
        double[] variance = new double[shape[1]];
        double count = shape[0] * shape[2] * shape[3];
        fill(shape, (n, c, t, v) -> mean[c] += x[n][c][t][v] / count);
        fill(shape, (n, c, t, v) -> variance[c] += Math.pow(x[n][c][t][v] - mean[c], 2) / count);
        boolean batch = mode == PassMode.TRAINING;
        return fill(shape, (n, c, t, v) -> {
            double centred = x[n][c][t][v] - (batch ? mean[c] : 0);
            double scaled = centred / Math.sqrt((batch ? variance[c] : 1) + 1e-5);
            return scaled * weight(name + ".weight")[c] + weight(name + ".bias")[c];
        });
    }

    private static double[][][][] plus(double[][][][] x, double[][][][] y) {
        return fill(shape(x), (n, c, t, v) -> x[n][c][t][v] + y[n][c][t][v]);
    }

    private static double[][][][] map(double[][][][] x, DoubleUnaryOperator operator) {
        return fill(shape(x), (n, c, t, v) -> operator.applyAsDouble(x[n][c][t][v]));
    }

    /** Returns the input, projected if the width changes. */
    private double[][][][] down(double[][][][] x) {
        return weights.containsKey("unit.down.0.weight") ? norm("down.1", conv("down.0", x)) : x;
    }

    private double edge(Adaptive adaptive, int index) {
        double fixed = weight("A")[index];
        return switch (adaptive) {
            case NONE, INIT -> fixed;
            case OFFSET -> fixed + weight("PA")[index];
            case IMPORTANCE -> fixed * weight("PA")[index];
        };
    }

    double[][][][] gcn(UnitGCN settings, double[][][][] x) {
        int joints = x[0][0][0].length;
        double[][][][] mixed;
        if (settings.convPosition() == UnitGCN.ConvPosition.PRE) {
            double[][][][] h = conv("conv", x);
            int width = h[0].length / subsets;
            int[] shape = {x.length, width, x[0][0].length, joints};
            mixed = fill(shape, (n, c, t, w) -> {
                double sum = 0;
                for (int k = 0; k < subsets; k++) {
                    for (int v = 0; v < joints; v++) {
                        sum += h[n][k * width + c][t][v] * edge(settings.adaptive(), (k * joints + v) * joints + w);
                    }
                }
                return sum;
            });
        } else {
            int in = x[0].length;
            int[] shape = {x.length, subsets * in, x[0][0].length, joints};
            mixed = conv("conv", fill(shape, (n, c, t, w) -> {
                double sum = 0;
                for (int v = 0; v < joints; v++) {
                    int k = c / in;
                    sum += x[n][c % in][t][v] * edge(settings.adaptive(), (k * joints + v) * joints + w);
                }
                return sum;
            }));
        }
        double[][][][] output = norm("bn", mixed);
        return map(
                settings.residual() == UnitGCN.Residual.NONE ? output : plus(output, down(x)),
                value -> Math.max(0, value));
    }

    double[][][][] aagcn(UnitAAGCN settings, double[][][][] x) {
        int[] shape = shape(x);
        int joints = shape[3];
        double[][][][] sum = null;
        for (int k = 0; k < subsets; k++) {
            double[][][] graph = graph(settings, k, x);
            double[][][][] carried = fill(shape, (n, c, t, w) -> {
                double total = 0;
                for (int v = 0; v < joints; v++) {
                    total += x[n][c][t][v] * graph[n][v][w];
                }
                return total;
            });
            double[][][][] part = conv("conv_d." + k, carried);
            sum = sum == null ? part : plus(sum, part);
        }
        double[][][][] output =
                map(plus(norm("bn", Objects.requireNonNull(sum)), down(x)), value -> Math.max(0, value));
        return settings.attention() == UnitAAGCN.Attention.NONE ? output : attend(output);
    }

    /** Returns the graph of each sample in one subset. */
    private double[][][] graph(UnitAAGCN settings, int k, double[][][][] x) {
        int joints = x[0][0][0].length;
        double[][][] graph = new double[x.length][joints][joints];
        boolean adaptive = settings.edges() == UnitAAGCN.SampleGraph.ADAPTIVE;
        double[][][][] a = adaptive ? conv("conv_a." + k, x) : x;
        double[][][][] b = adaptive ? conv("conv_b." + k, x) : x;
        for (int n = 0; n < x.length; n++) {
            for (int v = 0; v < joints; v++) {
                for (int w = 0; w < joints; w++) {
                    double product = 0;
                    for (int c = 0; c < a[n].length; c++) {
                        for (int t = 0; t < a[n][c].length; t++) {
                            product += a[n][c][t][v] * b[n][c][t][w];
                        }
                    }
                    graph[n][v][w] = weight("A")[(k * joints + v) * joints + w];
                    if (adaptive) {
                        graph[n][v][w] += weight("alpha")[0] * Math.tanh(product / (a[n].length * a[n][0].length));
                    }
                }
            }
        }
        return graph;
    }

    /** Computes the multi-scale temporal unit: dilations 1 to 4, the maximum of three frames, single frames. */
    double[][][][] mstcn(int stride, double[][][][] x) {
        List<double[][][][]> branches = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            double[][][][] reduced =
                    map(norm("branches." + i + ".1", conv("branches." + i + ".0", x)), value -> Math.max(0, value));
            branches.add(i < 4 ? window("branches." + i + ".3.conv", i + 1, stride, reduced) : most(stride, reduced));
        }
        branches.add(conv("branches.5", every(stride, x)));
        int width = branches.stream().mapToInt(branch -> branch[0].length).sum();
        int[] shape = {x.length, width, (x[0][0].length - 1) / stride + 1, x[0][0][0].length};
        double[][][][] joined = fill(shape, (n, c, t, v) -> {
            int channel = c;
            int branch = 0;
            while (channel >= branches.get(branch)[0].length) {
                channel -= branches.get(branch++)[0].length;
            }
            return branches.get(branch)[n][channel][t][v];
        });
        double[][][][] mixed = conv("transform.2", map(norm("transform.0", joined), value -> Math.max(0, value)));
        return norm("bn", mixed);
    }

    private static double[][][][] every(int stride, double[][][][] x) {
        int[] shape = {x.length, x[0].length, (x[0][0].length - 1) / stride + 1, x[0][0][0].length};
        return fill(shape, (n, c, t, v) -> x[n][c][t * stride][v]);
    }

    private static double[][][][] most(int stride, double[][][][] x) {
        int frames = x[0][0].length;
        return every(stride, fill(shape(x), (n, c, t, v) -> {
            double most = x[n][c][t][v];
            for (int frame = Math.max(0, t - 1); frame <= Math.min(frames - 1, t + 1); frame++) {
                most = Math.max(most, x[n][c][frame][v]);
            }
            return most;
        }));
    }

    /** Convolves over three frames that are a dilation apart. */
    private double[][][][] window(String name, int dilation, int stride, double[][][][] x) {
        float[] kernel = weight(name + ".weight");
        int frames = x[0][0].length;
        return every(stride, fill(shape(x), (n, c, t, v) -> {
            double sum = weight(name + ".bias")[c];
            for (int i = 0; i < x[n].length; i++) {
                for (int k = 0; k < 3; k++) {
                    int frame = t + (k - 1) * dilation;
                    sum += frame < 0 || frame >= frames ? 0 : kernel[(c * x[n].length + i) * 3 + k] * x[n][i][frame][v];
                }
            }
            return sum;
        }));
    }

    private double[][][][] attend(double[][][][] x) {
        double[][][][] byJoint = weigh(x, "conv_sa", 3);
        double[][][][] byFrame = weigh(byJoint, "conv_ta", 2);
        int[] shape = shape(x);
        int channels = shape[1];
        float[] squeeze = weight("fc1c.weight");
        float[] excite = weight("fc2c.weight");
        double[][] mean = new double[shape[0]][channels];
        fill(shape, (n, c, t, v) -> mean[n][c] += byFrame[n][c][t][v] / (shape[2] * shape[3]));
        return fill(shape, (n, c, t, v) -> {
            double logit = weight("fc2c.bias")[c];
            for (int i = 0; i < channels / 2; i++) {
                double hidden = weight("fc1c.bias")[i];
                for (int j = 0; j < channels; j++) {
                    hidden += squeeze[i * channels + j] * mean[n][j];
                }
                logit += excite[c * (channels / 2) + i] * Math.max(0, hidden);
            }
            return byFrame[n][c][t][v] * (1 + sigmoid(logit));
        });
    }

    /** Weighs the places of one axis by a convolution along it of the mean over the other axis. */
    private double[][][][] weigh(double[][][][] x, String name, int axis) {
        int[] shape = shape(x);
        int length = shape[axis];
        int other = shape[5 - axis];
        double[][][] mean = new double[shape[0]][shape[1]][length];
        fill(shape, (n, c, t, v) -> mean[n][c][axis == 2 ? t : v] += x[n][c][t][v] / other);
        float[] kernel = weight(name + ".weight");
        int size = kernel.length / shape[1];
        return fill(shape, (n, c, t, v) -> {
            double logit = weight(name + ".bias")[0];
            for (int i = 0; i < shape[1]; i++) {
                for (int k = 0; k < size; k++) {
                    int place = (axis == 2 ? t : v) + k - size / 2;
                    if (place >= 0 && place < length) {
                        logit += kernel[i * size + k] * mean[n][i][place];
                    }
                }
            }
            return x[n][c][t][v] * (1 + sigmoid(logit));
        });
    }

    private static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }
}
