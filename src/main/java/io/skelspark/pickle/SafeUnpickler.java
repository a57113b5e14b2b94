package io.skelspark.pickle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.UnpickleStack;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;

/**
 * A reader of pickles of protocols 2 to 5 that need not be trusted: only names on a fixed list make objects, a
 * {@link Placeholder} stands for any other, no code of the pickle or of a global registry runs, and memory is only taken for bytes that are there. Dicts keep their order.
 *
 * <p>This class handles the opcodes that name classes, set state, take a length or use the memo. The library handles the
 * plain ones.
 */
public class SafeUnpickler extends Unpickler {
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_INTEGER = 1024;
    private static final long FREE_COPIES = 1 << 20;
    private static final long COPIES_PER_BYTE = 4;

    private final Constructors constructors;
    private PickleInput in;
    private int nextMemo;
    private long copied;

    SafeUnpickler(Constructors constructors) {
        this.constructors = constructors;
        this.in = new PickleInput(InputStream.nullInputStream(), "no pickle", 0);
        this.stack = new UnpickleStack();
    }

    /** Returns a reader of containers, text, numbers and NumPy arrays. */
    public static SafeUnpickler ofArrays() {
        return new SafeUnpickler(Constructors.ofArrays());
    }

    /**
     * Reads one pickle from the position of a stream.
     *
     * @throws BrokenPickleException if the pickle is cut short or damaged
     */
    @Override
    public Object load(InputStream stream) throws IOException {
        start(
                stream instanceof PickleInput pickle
                        ? pickle
                        : new PickleInput(stream, "pickle", PickleInput.UNKNOWN_LENGTH));
        Object value = step();
        while (value == NO_RETURN_VALUE) {
            value = step();
        }
        return value;
    }

    final void start(PickleInput pickle) throws IOException {
        in = pickle;
        input = pickle;
        stack = new UnpickleStack();
        memo.clear();
        nextMemo = 0;
        copied = 0;
        int first = pickle.read();
        if (first != Opcodes.PROTO) {
            byte[] start = pickle.upTo(ForeignFile.SHOWN - 1);
            byte[] shown = new byte[start.length + 1];
            shown[0] = (byte) first;
            System.arraycopy(start, 0, shown, 1, start.length);
            throw pickle.broken(0, ForeignFile.describe(shown), null);
        }
        protocol();
    }

    /** Handles one opcode. Returns {@code NO_RETURN_VALUE} until the pickle is complete. */
    final Object step() throws IOException {
        long at = in.position();
        short opcode = (short) in.read();
        try {
            return dispatch(opcode);
        } catch (BrokenPickleException broken) {
            throw broken;
        } catch (RuntimeException bad) {
            String reason = bad.getMessage() == null ? bad.getClass().getSimpleName() : bad.getMessage();
            throw in.broken(at, String.format("opcode 0x%02x cannot be carried out: %s", opcode, reason), bad);
        }
    }

    @Override
    protected Object dispatch(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.MARK, Opcodes.POP, Opcodes.POP_MARK, Opcodes.DUP, Opcodes.STOP, Opcodes.FRAME -> {
                return super.dispatch(opcode);
            }
            case Opcodes.NONE, Opcodes.NEWTRUE, Opcodes.NEWFALSE, Opcodes.BININT, Opcodes.BININT1 -> {
                return super.dispatch(opcode);
            }
            case Opcodes.BININT2, Opcodes.BINFLOAT, Opcodes.LONG1, Opcodes.EMPTY_LIST, Opcodes.LIST -> {
                return super.dispatch(opcode);
            }
            case Opcodes.EMPTY_TUPLE, Opcodes.TUPLE, Opcodes.TUPLE1, Opcodes.TUPLE2, Opcodes.TUPLE3 -> {
                return super.dispatch(opcode);
            }
            case Opcodes.READONLY_BUFFER, Opcodes.NEXT_BUFFER -> {
                return super.dispatch(opcode);
            }
            case Opcodes.PROTO -> protocol();
            case Opcodes.BINPUT, Opcodes.LONG_BINPUT, Opcodes.MEMOIZE, Opcodes.BINGET, Opcodes.LONG_BINGET ->
                memo(opcode);
            case Opcodes.GLOBAL, Opcodes.STACK_GLOBAL, Opcodes.REDUCE, Opcodes.NEWOBJ, Opcodes.NEWOBJ_EX ->
                call(opcode);
            case Opcodes.BUILD -> build();
            case Opcodes.BINPERSID -> stack.add(persistent(stack.pop()));
            case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
            case Opcodes.EMPTY_SET -> stack.add(new LinkedHashSet<>());
            case Opcodes.DICT, Opcodes.SETITEM, Opcodes.SETITEMS, Opcodes.APPEND, Opcodes.APPENDS -> fill(opcode);
            case Opcodes.ADDITEMS, Opcodes.FROZENSET -> fill(opcode);
            default -> literal(opcode);
        }
        return NO_RETURN_VALUE;
    }

    private void protocol() throws IOException {
        int protocol = in.read();
        if (protocol < 2 || protocol > HIGHEST_PROTOCOL) {
            throw in.broken(
                    "pickle protocol " + protocol + ", expected 2 to 5; write the file again with one of these");
        }
    }

    private void literal(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.SHORT_BINUNICODE -> stack.add(text(in.bytes(in.number(1))));
            case Opcodes.BINUNICODE -> stack.add(text(in.bytes(in.number(4))));
            case Opcodes.BINUNICODE8 -> stack.add(text(in.bytes(in.number(8))));
            case Opcodes.SHORT_BINBYTES -> stack.add(in.bytes(in.number(1)));
            case Opcodes.BINBYTES -> stack.add(in.bytes(in.number(4)));
            case Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> stack.add(in.bytes(in.number(8)));
            case Opcodes.SHORT_BINSTRING -> stack.add(PickleUtils.rawStringFromBytes(in.bytes(in.number(1))));
            case Opcodes.BINSTRING -> stack.add(PickleUtils.rawStringFromBytes(in.bytes(in.number(4))));
            case Opcodes.LONG4 -> {
                long count = in.number(4);
                if (count > LONGEST_INTEGER) {
                    throw in.broken("an integer of " + count + " bytes, expected at most " + LONGEST_INTEGER);
                }
                stack.add(PickleUtils.decode_long(in.bytes(count)));
            }
            default ->
                throw in.broken(
                        in.position() - 1, String.format("opcode 0x%02x, which is not supported", opcode), null);
        }
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private void memo(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.BINPUT -> memoize(in.number(1), stack.peek());
            case Opcodes.LONG_BINPUT -> memoize(in.number(4), stack.peek());
            case Opcodes.MEMOIZE -> memoize(nextMemo, stack.peek());
            case Opcodes.BINGET -> stack.add(recall(in.number(1)));
            default -> stack.add(recall(in.number(4)));
        }
    }

    private void memoize(long key, Object value) throws IOException {
        if (key > in.position()) {
            throw in.broken("memo number " + key + ", expected no more than the opcodes before it");
        }
        nextMemo = Math.max(nextMemo, (int) key + 1);
        memo.put((int) key, value);
        memoized((int) key);
    }

    /** Notes that an object has been put into the memo. */
    void memoized(int key) {}

    private @Nullable Object recall(long key) throws IOException {
        Object value = memo.get((int) key);
        if (value == null && (key >= nextMemo || !memo.containsKey((int) key))) {
            return forgotten(key < nextMemo, key);
        }
        return value;
    }

    /**
     * Returns the value of a reference whose object is not in the memo.
     *
     * @param wasThere whether the memo held an object of that number before
     */
    Object forgotten(boolean wasThere, long key) throws IOException {
        throw in.broken("refers to memo number " + key + ", which was never set");
    }

    private void call(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.GLOBAL -> stack.add(constructor(in.line(LONGEST_NAME), in.line(LONGEST_NAME)));
            case Opcodes.STACK_GLOBAL -> {
                String name = (String) stack.pop();
                stack.add(constructor((String) stack.pop(), name));
            }
            default -> {
                if (opcode == Opcodes.NEWOBJ_EX) {
                    stack.pop(); // keyword arguments: only unknown classes have them, whose placeholders ignore them
                }
                Object[] arguments = (Object[]) stack.pop();
                if (!(stack.pop() instanceof IObjectConstructor constructor)) {
                    throw in.broken("calls a value, expected a class or function");
                }
                countCopies(arguments);
                stack.add(made(constructor, arguments));
            }
        }
    }

    /** A value that cannot be made concerns only those who read it: the pickle goes on after it. */
    private Object made(IObjectConstructor constructor, Object[] arguments) throws IOException {
        try {
            Object value = constructor.construct(arguments);
            count(value);
            return value;
        } catch (RuntimeException bad) {
            return new Placeholder("no class that is read (" + bad.getMessage() + ")");
        }
    }

    /** Notes that a value has been made. */
    void count(Object value) throws IOException {}

    /** Calls copy their arguments: a short pickle that passes one list many times must not fill the memory. */
    private void countCopies(Object[] arguments) throws IOException {
        for (Object argument : arguments) {
            if (argument instanceof Collection<?> items) {
                copied += items.size();
            } else if (argument instanceof Object[] items) {
                copied += items.length;
            } else if (argument instanceof String text) {
                copied += text.length();
            } else if (argument instanceof byte[] bytes) {
                copied += bytes.length;
            }
        }
        if (copied > FREE_COPIES + COPIES_PER_BYTE * in.position()) {
            throw in.broken("makes copies of " + copied + " values, far more than the file holds");
        }
    }

    private IObjectConstructor constructor(String module, String name) {
        IObjectConstructor known = constructors.find(module, name);
        return known == null ? new Placeholder(module + "." + name) : known;
    }

    private void build() throws IOException {
        Object state = stack.pop();
        Object target = stack.peek();
        if (target instanceof Stateful stateful) {
            stateful.restore(state);
        } else if (!(target instanceof Map)) { // the attributes of an OrderedDict are not its content
            throw in.broken("sets the state of a " + Description.of(target) + ", expected an array or a dtype");
        }
    }

    /** Returns the object outside the pickle that a persistent id refers to. */
    Object persistent(Object id) throws IOException {
        throw in.broken("refers to data outside the pickle, as only checkpoints do");
    }

    private void fill(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.DICT -> {
                List<Object> pairs = stack.pop_all_since_marker();
                stack.add(new LinkedHashMap<>());
                setItems(pairs);
            }
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                Object key = stack.pop();
                setItem(stack.peek(), key, value);
            }
            case Opcodes.SETITEMS -> setItems(stack.pop_all_since_marker());
            case Opcodes.APPEND -> {
                Object item = stack.pop();
                append(stack.peek(), Collections.singletonList(item));
            }
            case Opcodes.APPENDS -> {
                List<Object> items = stack.pop_all_since_marker();
                append(stack.peek(), items);
            }
            case Opcodes.FROZENSET ->
                stack.add(new LinkedHashSet<>(Constructors.hashable(stack.pop_all_since_marker())));
            default -> {
                List<Object> members = Constructors.hashable(stack.pop_all_since_marker());
                if (stack.peek() instanceof Set<?>) {
                    @SuppressWarnings("unchecked") // sets on the stack are made by this class
                    Set<Object> set = (Set<Object>) stack.peek();
                    set.addAll(members);
                }
            }
        }
    }

    private void setItems(List<Object> pairs) throws IOException {
        if (pairs.size() % 2 != 0) {
            throw in.broken("a dict has a key without a value, expected pairs");
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            setItem(stack.peek(), pairs.get(i), pairs.get(i + 1));
        }
    }

    private void setItem(Object target, Object key, Object value) throws IOException {
        Constructors.checkHashable(key);
        if (target instanceof Map<?, ?>) {
            @SuppressWarnings("unchecked") // dicts on the stack are made by this class
            Map<Object, Object> map = (Map<Object, Object>) target;
            map.put(key, value);
        } else if (!(target instanceof Placeholder)) {
            throw in.broken("sets an item of a " + Description.of(target) + ", expected a dict");
        }
    }

    /** Adds items to a list. */
    void append(Object target, List<Object> items) throws IOException {
        if (target instanceof List<?>) {
            @SuppressWarnings("unchecked") // lists on the stack are made by this class
            List<Object> list = (List<Object>) target;
            list.addAll(items);
        } else if (!(target instanceof Placeholder)) {
            throw in.broken("appends to a " + Description.of(target) + ", expected a list");
        }
    }

    PickleInput in() {
        return in;
    }
}
