package io.skelspark.model.onnx;

import java.util.List;

/**
 * A window that moves over the axes after the channels. Its lists have a number for each of these axes.
 *
 * @param kernel places in the window
 * @param stride places between windows
 * @param padding places that are added before the first and after the last
 * @param dilation places between those in the window
 */
public record OnnxWindow(List<Long> kernel, List<Long> stride, List<Long> padding, List<Long> dilation) {
    public OnnxWindow {
        kernel = List.copyOf(kernel);
        stride = List.copyOf(stride);
        padding = List.copyOf(padding);
        dilation = List.copyOf(dilation);
    }

    /** A window whose places lie side by side. */
    public OnnxWindow(List<Long> kernel, List<Long> stride, List<Long> padding) {
        this(kernel, stride, padding, kernel.stream().map(size -> 1L).toList());
    }
}
