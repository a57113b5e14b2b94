package io.skelspark.prepared;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skelspark.skeleton.Layout;
import io.skelspark.storage.Folder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * The manifest of a prepared set: what the set holds and where that came from. It is the file {@code manifest.json} in the
 * folder of the set, a flat object of all components of the groups here, in their order. The set is what its manifest
 * names; anything else in the folder is left over from jobs that did not finish.
 */
public record Manifest(Contents contents, Quality quality, Rejections rejections, Origin origin, Files files)
        implements Serializable {

    public static final String FILE = "manifest.json";

    /** The version of the stored form. */
    private static final int FORMAT_VERSION = 3;

    private static final String VERSION_KEY = "format-version";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // the keys of the other groups; see parse
            .build();

    /**
     * The clips of the set, counted.
     *
     * @param name name of the set
     * @param layout its skeleton layout
     * @param dimensions C, 2 or 3
     * @param maxPersons the largest M of a clip
     * @param scored clips whose joints have scores
     * @param sized clips with the size of their image
     * @param classes the classes in index order
     * @param splits the splits with their counts
     * @param accepted all clips
     * @param digest the digest of all clips in their order; see {@link ClipDigest}
     * @param shared how many clips of a split have the joints and scores of a clip of another split
     */
    public record Contents(
            String name,
            @JsonSerialize(converter = StoredLayout.FromLayout.class)
                    @JsonDeserialize(converter = StoredLayout.ToLayout.class)
                    Layout layout,
            int dimensions,
            int maxPersons,
            long scored,
            long sized,
            List<ClassCount> classes,
            List<SplitCount> splits,
            long accepted,
            String digest,
            List<SharedClips> shared)
            implements Serializable {
        public Contents {
            classes = List.copyOf(classes);
            splits = List.copyOf(splits);
            shared = List.copyOf(shared);
        }
    }

    /**
     * What the clips look like to a reader who decides whether to train on them.
     *
     * @param frames the length of a view under the settings of that time, if shorter clips start over in it; else 0
     * @param persons the people of a network's input under the settings of that time
     * @param quality the splits
     * @param hints signs that clips are not what the settings take them for; these clips are in the set
     */
    public record Quality(int frames, int persons, List<SplitQuality> quality, List<Reason> hints)
            implements Serializable {
        public Quality {
            quality = List.copyOf(quality);
            hints = List.copyOf(hints);
        }
    }

    /**
     * The records that are not in the set.
     *
     * @param rejected records with something wrong
     * @param reasons the most frequent reasons of rejected records, worst first
     * @param omissions the most frequent reasons why the rules of the source leave out clips or bodies
     */
    public record Rejections(long rejected, List<Reason> reasons, List<Reason> omissions) implements Serializable {
        public Rejections {
            reasons = List.copyOf(reasons);
            omissions = List.copyOf(omissions);
        }
    }

    /**
     * The origin of the set.
     *
     * @param source the files it was made from
     * @param codeVersion version and commit of the code that made it
     * @param settings the settings it was made under, as text
     */
    public record Origin(SourceSummary source, String codeVersion, Map<String, String> settings)
            implements Serializable {
        public Origin {
            settings = new TreeMap<>(settings);
        }
    }

    /**
     * The files of the set.
     *
     * @param clipsFolder folder of the parts, relative to that of the set
     * @param rejectedFolder folder of the table of rejected records, relative to that of the set
     * @param parts the Parquet files of the clips, in the order of the source
     * @param created when, ISO 8601 in UTC
     */
    public record Files(
            @JsonProperty("clips") String clipsFolder,
            @JsonProperty("rejected-table") String rejectedFolder,
            List<Part> parts,
            String created)
            implements Serializable {
        public Files {
            parts = List.copyOf(parts);
        }
    }

    /** A class and how many clips have it. */
    public record ClassCount(String name, long clips) implements Serializable {}

    /** A split, the number of its clips, and the numbers of its clips of each class, in index order. */
    public record SplitCount(String name, long clips, List<Long> clipsPerClass) implements Serializable {}

    /** The number of clips of a split that have the joints and scores of a clip of another split, under another id. */
    public record SharedClips(String split, String other, long clips) implements Serializable {}

    /**
     * What the clips of one split look like.
     *
     * @param split name of the split
     * @param lengths frames of a clip
     * @param shorter clips with fewer frames than a view
     * @param zeroFrames share of the frames without any joint
     * @param zeroJoints share of the joints that are missing, over all people and frames
     * @param people people of a clip
     * @param crowded clips with more people than a network's input
     */
    public record SplitQuality(
            String split,
            Spread lengths,
            long shorter,
            double zeroFrames,
            double zeroJoints,
            Spread people,
            long crowded)
            implements Serializable {}

    /** The smallest number of several, their lower median, and the largest. */
    public record Spread(int least, int median, int greatest) implements Serializable {}

    /** The number of records that fail one expectation, with one of them as an example: its id, its place and its fault. */
    public record Reason(
            String field, String expected, long count, String exampleId, String examplePlace, String exampleFound)
            implements Serializable {
        /** Returns one line of what became of sound clips: in how many, by which rule, and the example. */
        public String news() {
            return field + " in " + count + (count == 1 ? " clip (" : " clips (") + expected + "); for example "
                    + exampleId + ": " + exampleFound;
        }

        /** Returns one line: how many, what was expected, and the example. */
        public String line() {
            return count + " x " + field + ": expected " + expected + "; for example " + exampleId + " (" + examplePlace
                    + "): found " + exampleFound;
        }
    }

    /** The source in words, the number of its files, and a SHA-256 over their names, lengths and contents. */
    public record SourceSummary(String description, int files, String sha256) implements Serializable {}

    /** One Parquet file of clips: its name, its rows, its size, and the digest of its clips; see {@link ClipDigest}. */
    public record Part(String file, long rows, long bytes, String digest) implements Serializable {}

    /** Returns the names of the classes, in index order. */
    public List<String> classNames() {
        return contents.classes().stream().map(ClassCount::name).toList();
    }

    /** Returns the names of the splits. */
    public List<String> splitNames() {
        return contents.splits().stream().map(SplitCount::name).toList();
    }

    /**
     * Returns the counts of one split.
     *
     * @throws IllegalArgumentException if the set has no such split, naming those it has
     */
    public SplitCount split(String split) {
        return contents.splits().stream()
                .filter(candidate -> candidate.name().equals(split))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "split '" + split + "' of set " + contents.name() + ", expected one of " + splitNames()));
    }

    /**
     * Returns how many values of a joint enter a network: its coordinates, and the score of 2D joints.
     *
     * @return empty if some clips have scores and some have none
     */
    public OptionalInt channels() {
        if (contents.dimensions() == 3 || contents.scored() == 0) {
            return OptionalInt.of(contents.dimensions());
        }
        return contents.scored() == contents.accepted()
                ? OptionalInt.of(contents.dimensions() + 1)
                : OptionalInt.empty();
    }

    /**
     * Reads the manifest of the set in a folder.
     *
     * @throws IOException if there is none, or it is damaged or of another format version, naming the file
     */
    static Manifest read(Folder folder) throws IOException {
        Path file = folder.entry(FILE);
        // a reader: the parser of bytes takes the first ones of a damaged file for another encoding
        try (Reader text = new InputStreamReader(folder.open(FILE), StandardCharsets.UTF_8)) {
            JsonNode tree = JSON.readTree(text);
            JsonNode version = tree.path(VERSION_KEY);
            if (!version.isInt() || version.intValue() != FORMAT_VERSION) {
                throw new IOException(file + ": " + VERSION_KEY + " " + version + ", expected " + FORMAT_VERSION
                        + "; prepare the set again with this version of the code: prepare --overwrite");
            }
            return parse(tree);
        } catch (FileNotFoundException missing) {
            throw new IOException(
                    file + ": no such file, expected a prepared set in " + folder + "; run prepare first", missing);
        } catch (JsonProcessingException damaged) {
            throw new IOException(
                    file + ": not a manifest (" + damaged.getOriginalMessage() + "); prepare the set again", damaged);
        }
    }

    /** Each group takes the keys it knows; a key that none knows makes the result another tree than the one that was read. */
    private static Manifest parse(JsonNode tree) throws JsonProcessingException {
        Manifest manifest = new Manifest(
                JSON.treeToValue(tree, Contents.class),
                JSON.treeToValue(tree, Quality.class),
                JSON.treeToValue(tree, Rejections.class),
                JSON.treeToValue(tree, Origin.class),
                JSON.treeToValue(tree, Files.class));
        if (!JSON.readTree(manifest.json()).equals(tree)) {
            throw new JsonMappingException(null, "it has keys that this version of the code does not know");
        }
        return manifest;
    }

    /** Writes the manifest into the folder of its set: from then on the set is what it names. */
    public void write(Folder folder) throws IOException {
        folder.write(FILE, json().getBytes(StandardCharsets.UTF_8));
    }

    private String json() throws JsonProcessingException {
        ObjectNode tree = JSON.createObjectNode().put(VERSION_KEY, FORMAT_VERSION);
        for (Object group : List.of(contents, quality, rejections, origin, files)) {
            tree.setAll((ObjectNode) JSON.valueToTree(group));
        }
        return JSON.writeValueAsString(tree);
    }
}
