package io.skelspark.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    @Test
    void returnsARecordBeforeTheListIsComplete() throws IOException {
        byte[] cut = twoRecords().open();
        RecordReader reader = reader(cut);

        assertThat(reader.advance()).isTrue();
        assertThat(field(reader.next(), "frame_dir")).isEqualTo("first");
        assertThat(reader.position()).isLessThan(cut.length);
    }

    @Test
    void doesNotKeepTheArraysOfReturnedRecords() throws IOException {
        PickleBytes pickle = new PickleBytes(2).op(']').put().op('(');
        for (int i = 0; i < 20; i++) {
            pickle.annotation("frame_dir", "clip" + i, 1, 100, 17);
        }
        RecordReader reader = reader(pickle.op('e').stop());
        List<WeakReference<Object>> given = new ArrayList<>();
        for (int i = 0; i < 19 && reader.advance(); i++) {
            given.add(new WeakReference<>(field(reader.next(), "keypoint")));
        }
        for (int attempt = 0; attempt < 10 && anyLeft(given); attempt++) {
            System.gc();
        }

        assertThat(given).hasSize(19).allMatch(array -> array.refersTo(null));
        assertThat(reader.advance()).isTrue();
    }

    private static @Nullable Object field(@Nullable Object record, String key) {
        return record instanceof Map<?, ?> dict ? dict.get(key) : null;
    }

    private static boolean anyLeft(List<WeakReference<Object>> given) {
        return given.stream().anyMatch(array -> !array.refersTo(null));
    }

    @Test
    void aReferenceToAnEarlierRecordBecomesAPlaceholder() throws IOException {
        byte[] pickle = new PickleBytes(2)
                .op(']')
                .put()
                .op('(')
                .annotation("frame_dir", "first", 1, 2, 3)
                .op('}')
                .put()
                .recall(1)
                .op('e')
                .stop();
        RecordReader reader = reader(pickle);
        List<Object> records = new ArrayList<>();
        while (reader.advance()) {
            records.add(reader.next());
        }

        assertThat(records).hasSize(3);
        assertThat(records.get(2)).isEqualTo(new Placeholder("an earlier record"));
    }

    @Test
    void readsListsOfOneRecordAndMixedLists() throws IOException {
        byte[] one = new PickleBytes(2)
                .op(']')
                .put()
                .annotation("frame_dir", "only", 1, 2, 3)
                .op('a')
                .stop();
        byte[] mixed = new PickleBytes(2)
                .op(']')
                .op('(')
                .integer(1)
                .op('}')
                .text("key")
                .integer(2)
                .op('s')
                .text("text")
                .op('}')
                .op('e')
                .stop();

        assertThat(count(one)).isEqualTo(1);
        assertThat(count(mixed)).isEqualTo(4);
    }

    private static int count(byte[] pickle) throws IOException {
        RecordReader reader = reader(pickle);
        int count = 0;
        while (reader.advance()) {
            reader.next();
            count++;
        }
        return count;
    }

    private static PickleBytes twoRecords() {
        return new PickleBytes(2)
                .op(']')
                .put()
                .op('(')
                .annotation("frame_dir", "first", 1, 2, 3)
                .annotation("frame_dir", "second", 1, 2, 3);
    }

    private static RecordReader reader(byte[] pickle) {
        return RecordReader.ofArrays(new PickleInput(new ByteArrayInputStream(pickle), "test.pkl", pickle.length));
    }
}
