package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;

/**
 * The numbers that a file gives its frames, as indices from 0. They ascend; a number that is left out is a frame without
 * people.
 */
final class FrameNumbers {
    private final String file;
    private long first;
    private long last = -1;

    /**
     * Creates the numbers of a file.
     *
     * @param file its name, for messages
     */
    FrameNumbers(String file) {
        this.file = file;
    }

    /** Returns the index of the next number. A file whose first number is 1 counts from 1, any other one from 0. */
    int index(long number) throws MalformedRecordException {
        boolean start = last < 0;
        if (start) {
            first = number == 1 ? 1 : 0;
        }
        if (number <= last || number > Integer.MAX_VALUE) {
            throw new MalformedRecordException(
                    "number of a frame of " + file,
                    start ? Long.toString(number) : number + " after " + last,
                    "ascending whole numbers from 0 or 1 on");
        }
        last = number;
        return (int) (number - first);
    }
}
