package io.skelspark.skeleton;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A way to split a skeleton graph into the adjacency subsets of a graph convolution. */
public sealed interface Adjacency extends Serializable
        permits Adjacency.Spatial, Adjacency.StgcnSpatial, Adjacency.BinaryAdj {

    /**
     * Computes the subsets, in the order of the reference.
     *
     * @shape K matrices (V, V) float64
     */
    List<double[][]> subsets(Graph graph);

    /**
     * Returns the mode of a name.
     *
     * @param name {@code spatial}, {@code stgcn_spatial} or {@code binary_adj}
     * @param maxHop largest distance of neighbours, in edges; only stgcn_spatial reads it
     * @throws IllegalArgumentException if there is no such mode, naming the three
     */
    static Adjacency of(String name, int maxHop) {
        return switch (name) {
            case "spatial" -> new Spatial();
            case "stgcn_spatial" -> new StgcnSpatial(maxHop);
            case "binary_adj" -> new BinaryAdj();
            default ->
                throw new IllegalArgumentException(
                        "graph mode '" + name + "', expected one of spatial, stgcn_spatial, binary_adj");
        };
    }

    /** The joint itself, its children and its parent: three subsets, K = 3. */
    record Spatial() implements Adjacency {
        @Override
        public List<double[][]> subsets(Graph graph) {
            return List.of(
                    graph.edgeMatrix(graph.self()),
                    graph.normalised(graph.edgeMatrix(graph.inward())),
                    graph.normalised(graph.edgeMatrix(graph.outward())));
        }
    }

    /**
     * Neighbours by hop distance, separated into those closer to the centre and the others: K = 1 + 2 maxHop.
     *
     * <p>Joints more than {@code maxHop} edges from the centre are all infinitely far from it, so both directions of
     * an edge between two of them count as close. The published checkpoints were trained this way.
     *
     * @param maxHop largest distance of neighbours, in edges, from 1
     */
    record StgcnSpatial(int maxHop) implements Adjacency {
        /**
         * Checks the distance.
         *
         * @throws IllegalArgumentException if {@code maxHop} is below 1
         */
        public StgcnSpatial {
            if (maxHop < 1) {
                throw new IllegalArgumentException("max-hop is " + maxHop + ", expected at least 1");
            }
        }

        @Override
        public List<double[][]> subsets(Graph graph) {
            double[][] distance = graph.hopDistance(maxHop);
            int joints = distance.length;
            double[][] within = new double[joints][joints];
            for (int row = 0; row < joints; row++) {
                for (int column = 0; column < joints; column++) {
                    within[row][column] = distance[row][column] <= maxHop ? 1 : 0;
                }
            }
            double[][] weights = graph.normalised(within);
            double[] fromCentre = distance[graph.layout().center()];
            List<double[][]> subsets = new ArrayList<>();
            for (int hop = 0; hop <= maxHop; hop++) {
                double[][] close = new double[joints][joints];
                double[][] further = new double[joints][joints];
                for (int row = 0; row < joints; row++) {
                    for (int column = 0; column < joints; column++) {
                        if (distance[row][column] == hop) {
                            double[][] subset = fromCentre[row] >= fromCentre[column] ? close : further;
                            subset[row][column] = weights[row][column];
                        }
                    }
                }
                subsets.add(close);
                if (hop > 0) {
                    subsets.add(further);
                }
            }
            return subsets;
        }
    }

    /** All neighbours in one matrix of ones, without self loops: K = 1. */
    record BinaryAdj() implements Adjacency {
        @Override
        public List<double[][]> subsets(Graph graph) {
            return List.<double[][]>of(graph.edgeMatrix(graph.neighbours()));
        }
    }
}
