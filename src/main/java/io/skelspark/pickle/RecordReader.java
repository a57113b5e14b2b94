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
 * A reader of the records of a pickled list, one at a time. The list is the whole pickle or stands under the key
 * {@code annotations} of a dict. A record is handed over when it is complete, and then forgotten, except for its short
 * texts, its numbers and other small values that later records may refer to. {@link SafeUnpickler} says which pickles
 * are accepted.
 */
public final class RecordReader implements Closeable {
    private static final String RECORDS = "annotations";
    private static final int LONGEST_KEPT_TEXT = 256;
    private static final int LONGEST_KEPT_BYTES = 64;
    private static final int LONGEST_KEPT_TUPLE = 2;

    private final PickleInput input;
    private final RecordUnpickler unpickler;
    private final Deque<Object[]> records = new ArrayDeque<>();
    private final List<Object> beforeRecords = new ArrayList<>();
    private @Nullable Object root;
    private @Nullable BrokenPickleException broken;
    private boolean started;
    private boolean finished;

    private RecordReader(PickleInput input, Constructors constructors) {
        this.input = input;
        unpickler = new RecordUnpickler(constructors);
    }

    /** Returns a reader of records that hold containers, text, numbers and NumPy arrays. */
    public static RecordReader ofArrays(PickleInput input) {
        return new RecordReader(input, Constructors.ofArrays());
    }

    /** Returns a reader of records that may hold tensors too, stored inside the pickle. */
    static RecordReader ofTensors(PickleInput input) {
        return new RecordReader(input, TorchConstructors.ofDumps());
    }

    /**
     * Reads up to the end of the next record.
     *
     * @return whether there was one
     * @throws BrokenPickleException if the pickle is cut short, damaged, or names a class that is not on the list
     */
    public boolean advance() throws IOException {
        if (broken != null) {
            throw broken;
        }
        try {
            readOn();
        } catch (BrokenPickleException found) {
            broken = found; // the bytes after the damage have no meaning
            throw found;
        }
        return !records.isEmpty();
    }

    private void readOn() throws IOException {
        if (!started) {
            started = true;
            unpickler.start(input);
        }
        while (records.isEmpty() && !finished) {
            Object value = unpickler.step();
            if (!unpickler.isUnfinished(value)) {
                finished = true;
                input.checkEnd();
                root = value;
                handOverWhatWasNotStreamed();
            }
        }
    }

    /** Returns the record that {@link #advance} found. Each call takes one. */
    public @Nullable Object next() {
        return records.removeFirst()[0];
    }

    /** Returns the value of another key of the pickle's dict, or null if none has been read so far. */
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

    /** Returns whether the whole pickle is a list of records. This is known after the first {@link #advance}. */
    public boolean bareList() {
        return unpickler.bareList || root instanceof List;
    }

    /** Returns the number of bytes read so far. */
    public long position() {
        return input.position();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** A list that was written in an unusual order of opcodes is known to be the records only at the end. */
    private void handOverWhatWasNotStreamed() throws IOException {
        Object list = root instanceof Map<?, ?> map ? map.get(RECORDS) : root;
        if (list != null && list == unpickler.list) {
            return;
        }
        if (!(list instanceof List<?> items)) {
            throw input.broken(
                    "holds a " + Description.of(root) + ", expected a list of records, or a dict with the keys"
                            + " 'split' and '" + RECORDS + "' of which '" + RECORDS + "' is a list");
        }
        items.forEach(item -> records.add(new Object[] {item}));
    }

    /** An unpickler that knows which objects on its stack are complete records. */
    private final class RecordUnpickler extends SafeUnpickler {
        private record Mark(int height, boolean opensRecords) {}

        private final Deque<Mark> marks = new ArrayDeque<>();
        private final List<Integer> recent = new ArrayList<>();
        private @Nullable List<?> list;
        private boolean bareList;

        RecordUnpickler(Constructors constructors) {
            super(constructors);
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

        /** A dict above another dict shows that the lower one, and all below it, can get no more items. */
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

        /** Items that were read before the records lie on the stack and are not in their dict yet. */
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
