package io.skelspark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadReportTest {
    private static ModelState state(String head) {
        StateLayout layout = new StateLayout();
        layout.add("backbone.A", EntryKind.BUFFER, List.of(2));
        layout.add("backbone.weight", EntryKind.PARAMETER, List.of(1, 2));
        layout.add("backbone.num_batches_tracked", EntryKind.COUNTER, List.of());
        layout.add(head + ".weight", EntryKind.PARAMETER, List.of(3));
        return new ModelState(layout, new float[] {-1, -1, -1, -1, -1}, new float[] {-1, -1, -1});
    }

    private static Map<String, StoredTensor> tensors(String head) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("backbone.A", new StoredTensor(List.of(2), new float[] {1, 2}));
        tensors.put("backbone.weight", new StoredTensor(List.of(1, 2), new float[] {3, 4}));
        tensors.put("backbone.num_batches_tracked", new StoredTensor(List.of(), new float[] {5}));
        tensors.put(head + ".weight", new StoredTensor(List.of(3), new float[] {6, 7, 8}));
        return tensors;
    }

    @Test
    void putsEachTensorWhereTheLayoutSays() {
        ModelState state = state("cls_head.fc");

        LoadReport report = LoadReport.load(tensors("cls_head.fc"), state);

        assertThat(report.complete()).isTrue();
        assertThat(state.parameters()).containsExactly(3, 4, 6, 7, 8);
        assertThat(state.buffers()).containsExactly(1, 2, 5);
    }

    @Test
    void takesPysklsNameOfTheHeadUnlessTheNetworkHasIt() {
        for (String head : List.of("cls_head.fc", "cls_head.fc_cls")) {
            ModelState state = state(head);

            assertThat(LoadReport.load(tensors("cls_head.fc_cls"), state).complete())
                    .isTrue();
            assertThat(state.parameters()).containsExactly(3, 4, 6, 7, 8);
        }
    }

    @Test
    void loadsWhatFitsAndNamesTheRest() {
        ModelState state = state("cls_head.fc");
        Map<String, StoredTensor> tensors = tensors("cls_head.fc");
        tensors.remove("backbone.A");
        tensors.put("cls_head.fc.weight", new StoredTensor(List.of(4), new float[4]));
        tensors.put("backbone.other", new StoredTensor(List.of(), new float[1]));
        tensors.put("data_preprocessor.mean", new StoredTensor(List.of(1), new float[1]));

        LoadReport report = LoadReport.load(tensors, state);

        assertThat(report.complete()).isFalse();
        assertThat(report.missing()).containsExactly("backbone.A");
        assertThat(report.unexpected()).containsExactly("backbone.other");
        assertThat(report.misshaped()).singleElement().hasToString("cls_head.fc.weight [4], expected [3]");
        assertThat(report)
                .hasToString("1 missing: backbone.A; 1 unexpected: backbone.other; "
                        + "1 of another shape: cls_head.fc.weight [4], expected [3]");
        assertThat(state.parameters()).containsExactly(3, 4, -1, -1, -1);
        assertThat(state.buffers()).containsExactly(-1, -1, 5);
    }

    @Test
    void countsFromZeroWhereTheFileIsOlderThanTheCounters() {
        ModelState state = state("cls_head.fc");
        Map<String, StoredTensor> tensors = tensors("cls_head.fc");
        tensors.remove("backbone.num_batches_tracked");

        assertThat(LoadReport.load(tensors, state).complete()).isTrue();
        assertThat(state.buffers()).containsExactly(1, 2, 0);
    }
}
