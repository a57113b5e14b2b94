package io.skelspark.pickle;

import java.nio.charset.StandardCharsets;

/** What a file is that is no pickle of protocol 2 to 5, and how to convert it. */
final class ForeignFile {
    /** Number of bytes from the start of a file that show its kind. */
    static final int SHOWN = 64;

    private static final String AGAIN = "write it again in Python with pickle.dump(content, file, protocol=4)";

    private ForeignFile() {}

    /** Describes a file by its first bytes. */
    static String describe(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0093NUMPY")) {
            return "one NumPy array (.npy); make annotations of the arrays and " + AGAIN;
        }
        if (text.startsWith("PK\u0003\u0004")) {
            String kind = text.contains(".npy")
                    ? "a zip archive of NumPy arrays (.npz), which numpy.load reads"
                    : text.contains("data.pkl") ? "a PyTorch file, which torch.load reads" : "a zip archive";
            return kind + "; make annotations of its content and " + AGAIN;
        }
        if (text.startsWith("\u0089HDF")) {
            return "an HDF5 file; make annotations of its arrays and " + AGAIN;
        }
        if (text.startsWith("MATLAB")) {
            return "a MATLAB file, which scipy.io.loadmat reads; " + AGAIN;
        }
        if (text.matches("(?s)[\\[{]\\s*[\"\\[{\\d].*")) {
            return "JSON text; one clip a line in a file *.jsonl is read by the source type JsonLines";
        }
        if (text.matches("(?s)[\\]}][q(].*")) {
            return "a pickle of protocol 1, expected 2 to 5; " + AGAIN;
        }
        if (text.matches("(?s)\\([dl][p\n].*")) {
            return "a pickle of protocol 0, expected 2 to 5; " + AGAIN;
        }
        return "not a pickle of protocol 2 to 5, expected the byte 0x80 at its start; " + AGAIN;
    }
}
