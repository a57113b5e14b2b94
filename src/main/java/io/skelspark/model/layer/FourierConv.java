package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A convolution over frames by the convolution theorem. Activations are transformed over their frames; each frequency is
 * then convolved by one product with a matrix of channels, however long the window is. A complex product is made of three
 * real ones (Gauss's method), so a frequency has up to three planes of numbers. There are so few frames that the
 * transforms, too, are products with matrices.
 *
 * @param frames T
 * @param window the window, of odd length
 * @source Mathieu, Henaff, LeCun, Fast Training of Convolutional Networks through FFTs, 2014
 */
record FourierConv(int frames, Conv2d.FrameWindow window) {
    /** Number of channels from which this is as exact as the long sums of the convolution itself. */
    private static final int WIDE = 128;

    /** Factor by which multiplications must be fewer to make up for the slower kernels of matrix products. */
    private static final int FEWER = 2;

    /**
     * Returns this way to convolve, or null if a processor is faster without it.
     *
     * @param input (N, in, T, V)
     * @param kernel (out, in, k, 1)
     */
    static @Nullable FourierConv ifFaster(NDArray input, Shape kernel, Conv2d.FrameWindow window) {
        boolean wide = Math.min(kernel.get(0), kernel.get(1)) >= WIDE;
        boolean centred = window.kernel() > 1 && window.kernel() % 2 == 1;
        if (!wide || !centred || input.getDevice().isGpu()) {
            return null;
        }
        FourierConv fourier = new FourierConv(Math.toIntExact(input.getShape().get(2)), window);
        boolean faster = FEWER * fourier.multiplications(kernel) < kernel.size() * fourier.outputFrames();
        return faster ? fourier : null;
    }

    /** Returns the number of multiplications for each sample and joint. */
    private long multiplications(Shape kernel) {
        long out = kernel.get(0);
        long in = kernel.get(1);
        return planes() * (frames * in + in * out + outputFrames() * out);
    }

    private int outputFrames() {
        return (frames - 1) / window.stride() + 1;
    }

    /** Returns the period of the transform: the last frame and the first are neighbours in it, and zeros keep them apart. */
    private int period() {
        return frames + window.padding();
    }

    /** Returns the number of planes: one for each frequency whose values are real, three for each other one. */
    private int planes() {
        return 3 * ((period() - 1) / 2) + 2 - period() % 2;
    }

    /** Returns the matrices that {@link #apply} takes in place of a kernel. They must stay open until gradients are read. */
    NDList operators(NDArray kernel) {
        double[][] analysis = new double[planes()][frames];
        double[][] response = new double[planes()][window.kernel()];
        double[][] synthesis = new double[outputFrames()][planes()];
        int plane = 0;
        for (int frequency = 0; plane < planes(); frequency++) {
            boolean real = frequency == 0 || 2 * frequency == period();
            double step = 2 * Math.PI * frequency / period();
            double share = (real ? 1.0 : 2.0) / period();
            for (int part = 0; part < (real ? 1 : 3); part++, plane++) {
                for (int frame = 0; frame < frames; frame++) {
                    double cos = Math.cos(step * frame);
                    double sin = Math.sin(step * frame);
                    analysis[plane][frame] = new double[] {cos, -sin, cos - sin}[part];
                    if (frame % window.stride() == 0) {
                        synthesis[frame / window.stride()][plane] =
                                share * new double[] {cos + sin, sin - cos, -sin}[part];
                    }
                }
                for (int tap = 0; tap < window.kernel(); tap++) {
                    double angle = step * (tap * window.dilation() - window.padding());
                    double cos = Math.cos(angle);
                    double sin = Math.sin(angle);
                    response[plane][tap] = new double[] {cos, sin, cos + sin}[part];
                }
            }
        }
        long out = kernel.getShape().get(0);
        long in = kernel.getShape().get(1);
        try (NDArray weights = kernel.transpose(2, 3, 1, 0);
                NDArray taps = weights.reshape(-1, in * out);
                NDArray waves = constant(kernel, response);
                NDArray spectrum = waves.matMul(taps)) {
            return new NDList(
                    constant(kernel, analysis), spectrum.reshape(planes(), in, out), constant(kernel, synthesis));
        }
    }

    /** Returns constants in memory of the engine, also when no type has to be converted. */
    private static NDArray constant(NDArray like, double[][] values) {
        try (NDArray exact = like.getManager().create(values)) {
            return exact.toType(like.getDataType(), true);
        }
    }

    /**
     * Convolves.
     *
     * @shape (N, in, T, V) to (N, out, floor((T - 1) / stride) + 1, V), in an order of memory of its own
     */
    NDArray apply(NDArray input, NDList operators) {
        Shape shape = input.getShape();
        long samples = shape.get(0);
        long in = shape.get(1);
        long joints = shape.get(3);
        long cells = samples * joints;
        long out = operators.get(1).getShape().get(2);
        try (NDArray ordered = input.transpose(2, 0, 3, 1);
                NDArray sequences = ordered.reshape(frames, cells * in);
                NDArray transformed = operators.get(0).matMul(sequences);
                NDArray factors = transformed.reshape(planes(), cells, in);
                NDArray products = Torch.batchedProduct(factors, operators.get(1));
                NDArray convolved = products.reshape(planes(), cells * out);
                NDArray output = operators.get(2).matMul(convolved);
                NDArray split = output.reshape(outputFrames(), samples, joints, out)) {
            return split.transpose(1, 3, 0, 2);
        }
    }
}
