package io.skelspark.pickle;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a pickled list one at a time: of a list that is the whole pickle, or of the list under the key
 * {@code annotations} of a dict. A record is handed over as soon as it is complete and then forgotten; only its text,
 * its numbers and other small values that later records may refer to are kept.
 *
 * @see SafeUnpickler for what is accepted
 */
public final class RecordReader implements Closeable {
    private static final String RECORDS = "annotations";
    private static final int LONGEST_KEPT_TEXT = 256;
    private static final int LONGEST_KEPT_BYTES = 64;
    private static final int LONGEST_KEPT_TUPLE = 2;

    private final PickleInput input;
    private final Reader reader;
    private final Deque<Object[]> records = new ArrayDeque<>();
    private final List<Object> beforeRecords = new ArrayList<>();
    private @Nullable Object root;
    private @Nullable BrokenPickleException broken;
    private boolean started;
    private boolean finished;

    private RecordReader(PickleInput input, Constructors constructors) {
        this.input = input;
        reader = new Reader(constructors);
    }

    /** Reads records of containers, text, numbers and NumPy arrays. */
    public static RecordReader ofArrays(PickleInput input) {
        return new RecordReader(input, Constructors.ofArrays());
    }

    /** Reads records that may hold tensors too, stored inside the pickle. */
    static RecordReader ofTensors(PickleInput input) {
        return new RecordReader(input, TorchConstructors.ofDumps());
    }

    /**
     * Reads on until a record is complete; false where the pickle has no more.
     *
     * @throws BrokenPickleException if the pickle is cut short, damaged, or names a class that is not on the list
     */
    public boolean advance() throws IOException {
        if (broken != null) {
            throw broken;
        }
        try {
            readOn();
        } catch (BrokenPickleException found) {
            broken = found; // what follows damage has no meaning
            throw found;
        }
        return !records.isEmpty();
    }

    private void readOn() throws IOException {
        if (!started) {
            started = true;
            reader.start(input);
        }
        while (records.isEmpty() && !finished) {
            Object value = reader.step();
            if (!reader.isUnfinished(value)) {
                finished = true;
                root = value;
                handOverWhatWasNotStreamed();
            }
        }
    }

    /** The record that {@link #advance} has found; each is given once. */
    public @Nullable Object next() {
        return records.removeFirst()[0];
    }

    /** What the pickle's dict holds under a key beside the records, as far as it has been read; null if nothing. */
    public @Nullable Object beside(String key) {
        if (root instanceof Map<?, ?> map) {
            return map.get(key);
        }
        for (int i = 0; i + 1 < beforeRecords.size(); i += 2) {
            if (key.equals(beforeRecords.get(i))) {
                return beforeRecords.get(i + 1);
            }
        }
        return null;
    }

    /** Whether the pickle is a list of records, without anything beside them; known once {@link #advance} has run. */
    public boolean bareList() {
        return reader.bareList || root instanceof List;
    }

    /** Bytes read so far. */
    public long position() {
        return input.position();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** Lists written in an unusual order of opcodes are only known to be the records at the end. */
    private void handOverWhatWasNotStreamed() throws IOException {
        Object list = root instanceof Map<?, ?> map ? map.get(RECORDS) : root;
        if (list != null && list == reader.list) {
            return;
        }
        if (!(list instanceof List<?> items)) {
            throw input.broken("holds a " + Description.of(root) + " with no list of records: expected a list, or a"
                    + " dict with the keys 'split' and '" + RECORDS + "'");
        }
        items.forEach(item -> records.add(new Object[] {item}));
    }

    /** Follows the opcodes and knows which objects on the stack are complete records. */
    private final class Reader extends SafeUnpickler {
        private record Mark(int height, boolean opensRecords) {}

        private final Deque<Mark> marks = new ArrayDeque<>();
        private final List<Integer> recent = new ArrayList<>();
        private @Nullable List<?> list;
        private boolean bareList;

        Reader(Constructors constructors) {
            super(constructors, UnknownClasses.REJECT);
        }

        boolean isUnfinished(Object value) {
            return value == NO_RETURN_VALUE;
        }

        @Override
        protected Object dispatch(short opcode) throws IOException {
            switch (opcode) {
                case Opcodes.MARK -> marks.push(new Mark(stack.size(), stack.size() > 0 && isRecords(stack.peek())));
                case Opcodes.EMPTY_DICT -> handOverEarlierRecords();
                case Opcodes.EMPTY_LIST -> {
                    if (recordsStartHere()) {
                        Object unfinished = super.dispatch(opcode);
                        list = (List<?>) stack.peek();
                        return unfinished;
                    }
                }
                case Opcodes.TUPLE, Opcodes.LIST, Opcodes.DICT, Opcodes.SETITEMS, Opcodes.APPENDS -> marks.pop();
                case Opcodes.ADDITEMS, Opcodes.FROZENSET, Opcodes.POP_MARK -> marks.pop();
                default -> {}
            }
            return super.dispatch(opcode);
        }

        private boolean isRecords(@Nullable Object value) {
            return list != null && value == list;
        }

        /** A dict on top of a dict: the lower one can get no more items, and neither can anything below it. */
        private void handOverEarlierRecords() {
            Mark mark = marks.peek();
            if (mark == null || !mark.opensRecords || stack.size() <= mark.height + 1) {
                return;
            }
            if (stack.peek() instanceof Map) {
                List<Object> complete = new ArrayList<>();
                while (stack.size() > mark.height + 1) {
                    complete.add(stack.pop());
                }
                Collections.reverse(complete);
                handOver(complete);
            }
        }

        private void handOver(List<Object> complete) {
            complete.forEach(record -> records.add(new Object[] {record}));
            for (int key : recent) {
                if (!isKept(memo.get(key))) {
                    memo.remove(key);
                }
            }
            recent.clear();
        }

        private boolean isKept(@Nullable Object value) {
            if (value instanceof Object[] tuple) {
                boolean small = tuple.length <= LONGEST_KEPT_TUPLE;
                for (Object item : tuple) {
                    small &= item instanceof Number;
                }
                return small;
            }
            return !(value instanceof NumpyArray || value instanceof Map || value instanceof Iterable)
                    && !(value instanceof String text && text.length() > LONGEST_KEPT_TEXT)
                    && !(value instanceof byte[] bytes && bytes.length > LONGEST_KEPT_BYTES);
        }

        private boolean recordsStartHere() {
            if (list != null || stack.size() == 0) {
                bareList = list == null;
                return list == null;
            }
            Mark mark = marks.peek();
            boolean afterRootAlone = marks.isEmpty() && stack.size() == 2;
            boolean amongItemsOfRoot =
                    marks.size() == 1 && mark != null && mark.height == 1 && (stack.size() - 2) % 2 == 1;
            if (!RECORDS.equals(stack.peek()) || !(afterRootAlone || amongItemsOfRoot)) {
                return false;
            }
            rememberWhatLiesBelow();
            return true;
        }

        /** The items before the records are already on the stack, but not yet in their dict. */
        private void rememberWhatLiesBelow() {
            List<Object> below = new ArrayList<>();
            while (stack.size() > 0) {
                below.add(stack.pop());
            }
            Collections.reverse(below);
            below.forEach(stack::add);
            if (below.get(0) instanceof Map<?, ?> map) {
                map.forEach((key, value) -> {
                    beforeRecords.add(key);
                    beforeRecords.add(value);
                });
            }
            if (below.size() > 2) {
                beforeRecords.addAll(below.subList(2, below.size()));
            }
        }

        @Override
        void memoized(int key) {
            if (list != null && memo.get(key) != list) {
                recent.add(key);
            }
        }

        @Override
        Object forgotten(boolean wasThere, long key) throws IOException {
            return wasThere ? new Placeholder("an earlier record") : super.forgotten(false, key);
        }

        @Override
        void append(Object target, List<Object> items) throws IOException {
            if (isRecords(target)) {
                handOver(items);
            } else {
                super.append(target, items);
            }
        }
    }
}
