package io.skelspark.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers in the name of an NTU RGB+D clip, {@code SsssCcccPpppRrrrAaaa}.
 *
 * @param setup number sss of the setup
 * @param camera number ccc of the camera, 1 to 3
 * @param performer number ppp of the performer
 * @param action number aaa of the action, from 1
 */
record NtuName(int setup, int camera, int performer, int action) {
    private static final Pattern NAME = Pattern.compile("S(\\d{3})C(\\d{3})P(\\d{3})R\\d{3}A(\\d{3})");

    /**
     * Reads a name.
     *
     * @throws MalformedRecordException if the name is of another form
     */
    static NtuName of(String id) throws MalformedRecordException {
        Matcher name = NAME.matcher(id);
        if (!name.matches()) {
            throw new MalformedRecordException(
                    "file", "the name '" + JsonTensor.brief(id) + "'", "a name of the form SsssCcccPpppRrrrAaaa");
        }
        return new NtuName(
                Integer.parseInt(name.group(1)),
                Integer.parseInt(name.group(2)),
                Integer.parseInt(name.group(3)),
                Integer.parseInt(name.group(4)));
    }
}
