package io.skelspark.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** A graph of ONNX operators with the weights that it reads, built from its inputs to its outputs. */
public final class OnnxGraph {
    /** Version of the operators; that of the file format is the one that came with it. */
    private static final int OPERATORS = 17;

    private static final int FORMAT = 8;

    private final ModelState state;
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> stored = new HashSet<>();

    /**
     * Creates an empty graph.
     *
     * @param name of the graph
     * @param state the weights that layers may read
     */
    public OnnxGraph(String name, ModelState state) {
        graph.setName(name);
        this.state = state;
    }

    /** Declares an input of float32 values. */
    public OnnxValue input(String name, List<OnnxAxis> axes) {
        graph.addInput(declaration(name, axes));
        return new OnnxValue(this, name);
    }

    /** Declares that a value is an output, under a name of its own. */
    public void output(String name, OnnxValue value, List<OnnxAxis> axes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(value.name())
                .addOutput(name));
        graph.addOutput(declaration(name, axes));
    }

    private static ValueInfoProto declaration(String name, List<OnnxAxis> axes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (OnnxAxis axis : axes) {
            TensorShapeProto.Dimension.Builder size = shape.addDimBuilder();
            axis.size().ifPresentOrElse(size::setDimValue, () -> size.setDimParam(axis.name()));
        }
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /**
     * Returns a weight under its name in the state dict. The file holds those that were asked for.
     *
     * @param position of its entry in the network's state
     */
    public OnnxValue weight(int position) {
        Entry entry = state.layout().entries().get(position);
        if (stored.add(entry.name())) {
            float[] vector = entry.kind() == EntryKind.PARAMETER ? state.parameters() : state.buffers();
            ByteBuffer values = ByteBuffer.allocate(entry.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            values.asFloatBuffer().put(vector, entry.offset(), entry.size());
            graph.addInitializer(TensorProto.newBuilder()
                    .setName(entry.name())
                    .setDataType(TensorProto.DataType.FLOAT_VALUE)
                    .addAllDims(entry.shape().stream().map(Integer::longValue).toList())
                    .setRawData(ByteString.copyFrom(values)));
        }
        return new OnnxValue(this, entry.name());
    }

    /**
     * Returns the shape of a weight.
     *
     * @param position of its entry in the network's state
     */
    public List<Integer> shape(int position) {
        return state.layout().entries().get(position).shape();
    }

    /** Returns a number. */
    public OnnxValue number(float value) {
        String name = "number." + value;
        if (stored.add(name)) {
            graph.addInitializer(TensorProto.newBuilder()
                    .setName(name)
                    .setDataType(TensorProto.DataType.FLOAT_VALUE)
                    .addFloatData(value));
        }
        return new OnnxValue(this, name);
    }

    /** Returns a list of integers: axes, sizes or places. */
    OnnxValue integers(long... values) {
        String name = "integers." + Arrays.toString(values);
        if (stored.add(name)) {
            TensorProto.Builder tensor = TensorProto.newBuilder()
                    .setName(name)
                    .setDataType(TensorProto.DataType.INT64_VALUE)
                    .addDims(values.length);
            Arrays.stream(values).forEach(tensor::addInt64Data);
            graph.addInitializer(tensor);
        }
        return new OnnxValue(this, name);
    }

    /** Adds an operator and returns its one output. */
    OnnxValue node(String operator, List<OnnxValue> inputs, AttributeProto... attributes) {
        String name = operator + "." + graph.getNodeCount();
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs.stream().map(OnnxValue::name).toList())
                .addOutput(name)
                .addAllAttribute(Arrays.asList(attributes)));
        return new OnnxValue(this, name);
    }

    /**
     * Returns the bytes of a file; the same graph gives the same bytes.
     *
     * @param producer version of this program
     * @param facts texts that the file carries
     */
    public byte[] file(String producer, SortedMap<String, String> facts) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("Skelspark")
                .setProducerVersion(producer)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
                .setGraph(graph);
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(fact.getKey()).setValue(fact.getValue()));
        }
        return model.build().toByteArray();
    }
}
