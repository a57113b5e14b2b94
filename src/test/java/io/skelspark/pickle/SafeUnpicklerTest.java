package io.skelspark.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.Unpickler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeUnpicklerTest {
    /** {'b': 1, 'a': (1, 2.5, None, True), 'z': [b'\0\xff', 'ü', -2**40, 2**70, {3, 4}], 'n': {'k': []}, 'one': [7]}. */
    private static final String PROTOCOL_2 =
            "80027d71002858010000006271014b015801000000617102284b014740040000000000004e8874710358010000007a71045d710528"
                    + "635f636f646563730a656e636f64650a7106580300000000c3bf710758060000006c6174696e31710886710952710a58"
                    + "02000000c3bc710b8a060000000000ff8a09000000000000000040635f5f6275696c74696e5f5f0a7365740a710c5d71"
                    + "0d284b034b046585710e52710f6558010000006e71107d711158010000006b71125d71137358030000006f6e6571145d"
                    + "71154b0761752e";

    private static final String PROTOCOL_3 =
            "80037d71002858010000006271014b015801000000617102284b014740040000000000004e8874710358010000007a71045d710528"
                    + "430200ff71065802000000c3bc71078a060000000000ff8a09000000000000000040636275696c74696e730a7365740a"
                    + "71085d7109284b034b046585710a52710b6558010000006e710c7d710d58010000006b710e5d710f7358030000006f6e"
                    + "6571105d71114b0761752e";
    private static final String BODY =
            "9564000000000000007d94288c0162944b018c016194284b014740040000000000004e8874948c017a945d9428430200ff948c"
                    + "02c3bc948a060000000000ff8a090000000000000000408f94284b034b0490658c016e947d948c016b945d94738c036f"
                    + "6e65945d944b0761752e";
    private static final String PROTOCOL_4 = "8004" + BODY;
    private static final String PROTOCOL_5 = "8005" + BODY;

    /** Pickles that make Python call os.system('echo no'). */
    private static final String SYSTEM_2 =
            "800263706f7369780a73797374656d0a710058070000006563686f206e6f71018571025271032e";

    private static final String SYSTEM_4 =
            "80049522000000000000008c05706f736978948c0673797374656d9493948c076563686f206e6f94859452942e";

    @ParameterizedTest
    @ValueSource(strings = {PROTOCOL_2, PROTOCOL_3, PROTOCOL_4, PROTOCOL_5})
    void readsWhatPythonWrites(String hex) throws IOException {
        Map<?, ?> dict = (Map<?, ?>) load(bytes(hex));

        assertThat(dict.keySet().stream().map(Object::toString)).containsExactly("b", "a", "z", "n", "one");
        assertThat(dict.get("b")).isEqualTo(1);
        assertThat((Object[]) dict.get("a")).containsExactly(1, 2.5, null, true);
        List<?> list = dict.get("z") instanceof List<?> z ? z : List.of();
        assertThat((byte[]) list.get(0)).containsExactly(0, 0xff);
        assertThat(list.get(1)).isEqualTo("ü");
        assertThat(list.get(2)).isEqualTo(-(1L << 40));
        assertThat(list.get(3)).isEqualTo(BigInteger.TWO.pow(70));
        assertThat(list.get(4)).isEqualTo(Set.of(3, 4));
        assertThat(dict.get("n")).isEqualTo(Map.of("k", List.of()));
        assertThat(dict.get("one")).isEqualTo(List.of(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {SYSTEM_2, SYSTEM_4})
    void neverCallsAClassThatIsNotOnTheListAndNamesIt(String hex) throws IOException {
        assertThat(load(bytes(hex))).isEqualTo(new Placeholder("posix.system"));
    }

    @Test
    void ignoresTheRegistryOfTheLibrary() throws IOException {
        boolean[] called = {false};
        Unpickler.registerConstructor("registered", "Thing", arguments -> called[0] = true);
        byte[] pickle =
                new PickleBytes(2).global("registered", "Thing").op(')').op('R').stop();

        assertThat(load(pickle)).isEqualTo(new Placeholder("registered.Thing"));
        assertThat(called[0]).isFalse();
    }

    @Test
    void skippingAClassPutsAPlaceholder() throws IOException {
        byte[] pickle = new PickleBytes(2)
                .op('}')
                .op('(')
                .text("bad")
                .global("posix", "system")
                .text("echo no")
                .raw(0x85)
                .op('R')
                .text("good")
                .integer(5)
                .op('u')
                .stop();

        assertThat(load(pickle)).isEqualTo(Map.of("bad", new Placeholder("posix.system"), "good", 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80048e0000000000000010", // BINBYTES8 of 2^60
                "80048effffffffffffffff", // BINBYTES8 of -1
                "80048d0000000000000010", // BINUNICODE8 of 2^60
                "8005960000000000000010", // BYTEARRAY8 of 2^60
                "800258ffffffff", // BINUNICODE of 4 GiB
                "800442ffffff7f", // BINBYTES of 2 GiB
                "80028bffffff7f", // LONG4 of 2 GiB
                "80024e72ffffff7f2e" // LONG_BINPUT with an absurd number
            })
    void refusesAbsurdLengths(String hex) {
        byte[] pickle = bytes(hex);

        assertThatThrownBy(() -> load(pickle)).isInstanceOf(BrokenPickleException.class);
        assertThatThrownBy(() -> SafeUnpickler.ofArrays().load(new ByteArrayInputStream(pickle)))
                .isInstanceOf(BrokenPickleException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {PROTOCOL_2, PROTOCOL_3, PROTOCOL_4, PROTOCOL_5})
    void saysWhereAPickleIsCutShort(String hex) {
        byte[] whole = bytes(hex);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> load(cut))
                    .as("cut after %d bytes", length)
                    .isInstanceOf(BrokenPickleException.class)
                    .hasMessageContaining("test.pkl, byte ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PROTOCOL_2, PROTOCOL_4})
    void anyChangedBitGivesAValueOrAClearException(String hex) {
        byte[] whole = bytes(hex);
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) (1 << bit);
                try {
                    load(changed);
                } catch (IOException broken) {
                    assertThat(broken).isInstanceOf(BrokenPickleException.class);
                }
            }
        }
    }

    @Test
    void deepNestingDoesNotExhaustTheStack() throws IOException {
        PickleBytes lists = new PickleBytes(2);
        PickleBytes tuples = new PickleBytes(2).op('N');
        for (int i = 0; i < 200_000; i++) {
            lists.op(']');
            tuples.raw(0x85);
        }
        for (int i = 1; i < 200_000; i++) {
            lists.op('a');
        }

        assertThat(Description.of(load(lists.stop()))).isEqualTo("list of 1");
        assertThat(Description.of(load(tuples.stop()))).isEqualTo("tuple of 1");
    }

    @Test
    void refusesContainersAsKeysBecauseHashingThemCouldExhaustTheStack() {
        byte[] setOfSets = new PickleBytes(4).op('(').op('(').raw(0x91, 0x91).stop();
        byte[] listAsKey = new PickleBytes(2).op('}').op(']').op('N').op('s').stop();

        assertThatThrownBy(() -> load(setOfSets)).hasMessageContaining("key or set member is a");
        assertThatThrownBy(() -> load(listAsKey)).hasMessageContaining("key or set member is a list of 0");
    }

    @Test
    void refusesOtherProtocolsAndTheirOpcodes() {
        assertThatThrownBy(() -> load(bytes("286470300a2e")))
                .hasMessageContaining("a pickle of protocol 0, expected 2 to 5");
        assertThatThrownBy(() -> load(bytes("80064e2e"))).hasMessageContaining("protocol 6");
        assertThatThrownBy(() -> load(bytes("800249310a2e"))).hasMessageContaining("opcode 0x49");
        assertThatThrownBy(() -> load(bytes("800282012e"))).hasMessageContaining("opcode 0x82");
    }

    @Test
    void refusesAReferenceToNothing() {
        assertThatThrownBy(() -> load(bytes("800268052e"))).hasMessageContaining("memo number 5");
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    static Object load(byte[] pickle) throws IOException {
        return SafeUnpickler.ofArrays()
                .load(new PickleInput(new ByteArrayInputStream(pickle), "test.pkl", pickle.length));
    }

    @Test
    void refusesAPickleThatCopiesOneListManyTimes() {
        PickleBytes pickle = new PickleBytes(2).op(']').put().op('(');
        for (int i = 0; i < 20_000; i++) {
            pickle.op('N');
        }
        pickle.op('e').global("builtins", "list").put();
        for (int i = 0; i < 20_000; i++) {
            pickle.recall(1).recall(0).raw(0x85).op('R');
        }
        byte[] bomb = pickle.stop();
        assertThatThrownBy(() -> SafeUnpickler.ofArrays().load(new ByteArrayInputStream(bomb)))
                .isInstanceOf(BrokenPickleException.class)
                .hasMessageContaining("makes copies");
    }
}
