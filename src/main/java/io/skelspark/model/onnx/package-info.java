/**
 * Graphs of ONNX operators, which other programs run: values, operators, and the file that holds them.
 *
 * <p>Each layer of {@code io.skelspark.model.layer}, {@code gcn} and {@code cnn} adds itself to a graph. Only this package
 * names the messages of the format. Neither layers nor files are named here.
 */
@NullMarked
package io.skelspark.model.onnx;

import org.jspecify.annotations.NullMarked;
