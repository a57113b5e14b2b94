package io.skelspark.source;

import io.skelspark.storage.PlainText;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers in the name of an NTU RGB+D clip, {@code SsssCcccPpppRrrrAaaa}.
 *
 * @param setup number sss of the setup
 * @param camera number ccc of the camera, 1 to 3
 * @param performer number ppp of the performer
 * @param take number rrr of the repetition
 * @param action number aaa of the action, from 1
 */
record NtuName(int setup, int camera, int performer, int take, int action) {
    private static final Pattern NAME = Pattern.compile("S(\\d{3})C(\\d{3})P(\\d{3})R(\\d{3})A(\\d{3})");

    /**
     * Reads a name.
     *
     * @throws MalformedRecordException if the name is of another form
     */
    static NtuName of(String id) throws MalformedRecordException {
        Matcher name = NAME.matcher(id);
        if (!name.matches()) {
            throw new MalformedRecordException(
                    "file", "the name '" + PlainText.brief(id) + "'", "a name of the form SsssCcccPpppRrrrAaaa");
        }
        return new NtuName(
                Integer.parseInt(name.group(1)),
                Integer.parseInt(name.group(2)),
                Integer.parseInt(name.group(3)),
                Integer.parseInt(name.group(4)),
                Integer.parseInt(name.group(5)));
    }

    /** Returns the attributes that an id says if it is such a name; none of another one. */
    static SortedMap<String, String> attributesOf(String id) {
        try {
            return of(id).attributes();
        } catch (MalformedRecordException other) {
            return Collections.emptySortedMap();
        }
    }

    /** Returns the numbers but the action's by name; the performer is also the subject, as other sets say. */
    SortedMap<String, String> attributes() {
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put("setup", Integer.toString(setup));
        attributes.put("camera", Integer.toString(camera));
        attributes.put("performer", Integer.toString(performer));
        attributes.put("subject", Integer.toString(performer));
        attributes.put("take", Integer.toString(take));
        return attributes;
    }
}
