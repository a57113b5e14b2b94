package io.skelspark.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.storage.PlainText;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The source of Northwestern-UCLA Multiview Action 3D, one JSON file per clip with the keys {@code file_name},
 * {@code skeletons} [T][20][3] and {@code label} from 1.
 *
 * <p>Attributes are {@code subject} SS, {@code take} EE and {@code camera} VV. The action number in a file's name is not the label: the numbers have gaps, labels have none.
 *
 * @param folder path of the folder with the files {@code aAA_sSS_eEE_vVV.json}
 * @param trainViews numbers VV of the cameras whose clips form split {@code train}; all others form {@code test}
 */
public record NwUclaJson(String folder, List<Integer> trainViews) implements SkeletonSource {
    private static final String SUFFIX = ".json";
    private static final String FORM = "aAA_sSS_eEE_vVV";
    private static final Pattern NAME =
            Pattern.compile("a\\d\\d_s(?<subject>\\d\\d)_e(?<take>\\d\\d)_v(?<camera>\\d\\d)");

    public NwUclaJson {
        trainViews = List.copyOf(trainViews);
    }

    @Override
    public List<String> files(Configuration hadoop) throws IOException {
        List<String> files = ClipFile.list(folder, SUFFIX, hadoop);
        if (files.stream().noneMatch(NwUclaJson::isClip)) {
            throw new IOException(folder + ": found " + files.get(0) + " and no file named as a clip, expected " + FORM
                    + SUFFIX + "; fix the path of the source: the published clips lie in a folder all_sqe");
        }
        return files;
    }

    private static boolean isClip(String file) {
        return NAME.matcher(ClipFile.stem(file, SUFFIX)).matches();
    }

    @Override
    public Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException {
        String id = ClipFile.stem(file, SUFFIX);
        return ClipFile.read(file, id, hadoop, content -> List.of(parse(id, content)));
    }

    private Annotation parse(String id, byte[] content) throws IOException, MalformedRecordException {
        Matcher name = NAME.matcher(id);
        if (!name.matches()) {
            throw new MalformedRecordException("file_name", "'" + id + "'", "a name of the form " + FORM);
        }
        String split = trainViews.contains(Integer.valueOf(name.group("camera"))) ? "train" : "test";
        return new Annotation(
                sample(id, content), List.of(split), NameAttributes.of(name, "subject", "take", "camera"));
    }

    private static PoseSample sample(String id, byte[] content) throws IOException, MalformedRecordException {
        Tensor joints = null;
        Integer label = null;
        try (JsonParser parser = JsonTensor.JSON.createParser(content)) {
            expect(parser.nextToken() == JsonToken.START_OBJECT, "file", parser.getText(), "a JSON object");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "file_name" ->
                        expect(
                                id.equals(parser.getText()),
                                field,
                                parser.getText(),
                                "the name of the file without " + SUFFIX);
                    case "skeletons" -> joints = JsonTensor.read(parser, field, 3);
                    case "label" -> label = label(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        if (joints == null || label == null) {
            String missing = joints == null ? "skeletons" : "label";
            throw new MalformedRecordException(missing, "no such key", "the keys file_name, skeletons and label");
        }
        Tensor keypoint = new Tensor(
                joints.dtype(), new int[] {1, joints.size(0), joints.size(1), joints.size(2)}, joints.values());
        return new PoseSample(id, label - 1, joints.size(0), null, keypoint, null);
    }

    private static int label(JsonParser parser) throws IOException, MalformedRecordException {
        expect(parser.currentToken() == JsonToken.VALUE_NUMBER_INT, "label", parser.getText(), "a whole number");
        return parser.getIntValue();
    }

    private static void expect(boolean holds, String field, @Nullable String found, String expected)
            throws MalformedRecordException {
        if (!holds) {
            throw new MalformedRecordException(field, "'" + PlainText.brief(String.valueOf(found)) + "'", expected);
        }
    }
}
