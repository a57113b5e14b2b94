package io.skelspark.jobs;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The readers of options that are whole numbers of a range. */
final class WholeNumber {
    private WholeNumber() {}

    /** 0, 1, 2 and so on. */
    static final class FromZero implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return read(text, 0);
        }
    }

    /** 1, 2, 3 and so on. */
    static final class FromOne implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return read(text, 1);
        }
    }

    private static int read(String text, int smallest) {
        try {
            int number = Integer.parseInt(text);
            if (number >= smallest) {
                return number;
            }
        } catch (NumberFormatException e) { // the same message as for a number out of range
        }
        throw new TypeConversionException("'" + text + "', expected a whole number, " + smallest + " or more");
    }
}
