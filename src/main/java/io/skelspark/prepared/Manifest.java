package io.skelspark.prepared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.skelspark.skeleton.Layout;
import io.skelspark.storage.Folder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * What a prepared set holds and where it came from: the file {@code manifest.json} in the folder of the set. The set
 * is what its manifest names; anything else in the folder is left over from runs that did not finish.
 *
 * @param formatVersion version of the stored form, {@link #FORMAT_VERSION}
 * @param name name of the set
 * @param layout its skeleton layout
 * @param dimensions C, 2 or 3
 * @param maxPersons the largest M of a clip
 * @param scored clips whose joints have scores
 * @param classes the classes in index order
 * @param splits the splits with their counts
 * @param accepted clips in the set
 * @param rejected records left out
 * @param reasons the most frequent reasons of rejected records, worst first
 * @param omissions the most frequent reasons why the source left out clips or bodies, which its rules ask for
 * @param source what the set was made from
 * @param codeVersion version and commit of the code that made it
 * @param settings the settings it was made under, as text
 * @param clips folder of the clips, relative to that of the set
 * @param rejectedTable folder of the table of rejected records, relative to that of the set
 * @param parts the Parquet files of the clips, in the order of the source
 * @param created when, ISO 8601 in UTC
 */
public record Manifest(
        int formatVersion,
        String name,
        Layout layout,
        int dimensions,
        int maxPersons,
        long scored,
        List<ClassCount> classes,
        List<SplitCount> splits,
        long accepted,
        long rejected,
        List<Reason> reasons,
        List<Reason> omissions,
        SourceSummary source,
        String codeVersion,
        Map<String, String> settings,
        String clips,
        String rejectedTable,
        List<Part> parts,
        String created)
        implements Serializable {

    public static final int FORMAT_VERSION = 1;
    public static final String FILE = "manifest.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** A class and how many clips have it. */
    public record ClassCount(String name, long clips) implements Serializable {}

    /** A split, its clips, and those of each class, in index order. */
    public record SplitCount(String name, long clips, List<Long> clipsPerClass) implements Serializable {}

    /** How many records were rejected, or left out, over one expectation, with one of them. */
    public record Reason(String field, String expected, long count, String exampleId, String exampleFound)
            implements Serializable {}

    /** The source in words, the number of its files, and a SHA-256 over their names, lengths and contents. */
    public record SourceSummary(String description, int files, String sha256) implements Serializable {}

    /** One Parquet file: its name, its rows and its size. */
    public record Part(String file, long rows, long bytes) implements Serializable {}

    public Manifest {
        classes = List.copyOf(classes);
        splits = List.copyOf(splits);
        reasons = List.copyOf(reasons);
        omissions = List.copyOf(omissions);
        parts = List.copyOf(parts);
        settings = new TreeMap<>(settings);
    }

    /**
     * The counts of one split.
     *
     * @throws IllegalArgumentException if the set has no such split, naming those it has
     */
    public SplitCount split(String split) {
        return splits.stream()
                .filter(candidate -> candidate.name().equals(split))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "split '" + split + "' of set " + name + ", expected one of " + splitNames()));
    }

    /**
     * Values of a joint that enter a network: its coordinates, and the score of 2D joints.
     *
     * @throws IllegalStateException if some clips have scores and some have none
     */
    public int channels() {
        if (dimensions == 3 || scored == 0) {
            return dimensions;
        }
        if (scored != accepted) {
            throw new IllegalStateException(scored + " of the " + accepted + " clips of set " + name
                    + " have keypoint scores, expected all or none: give the others scores of 1 and prepare again");
        }
        return dimensions + 1;
    }

    /** Returns the names of the classes, in index order. */
    public List<String> classNames() {
        return classes.stream().map(ClassCount::name).toList();
    }

    /** Returns the names of the splits. */
    public List<String> splitNames() {
        return splits.stream().map(SplitCount::name).toList();
    }

    /**
     * Reads the manifest of the set in a folder.
     *
     * @throws IOException if there is none, or it is damaged or of another format version, naming the file
     */
    static Manifest read(Folder folder) throws IOException {
        Path file = folder.entry(FILE);
        try (InputStream stream = folder.open(FILE)) {
            JsonNode tree = JSON.readTree(stream);
            JsonNode version = tree.path("format-version");
            if (!version.isInt() || version.intValue() != FORMAT_VERSION) {
                throw new IOException(file + ": format-version " + version + ", expected " + FORMAT_VERSION
                        + "; prepare the set again with this version of the code");
            }
            tree.withArray("/omissions"); // sets made before sources could leave anything out have none
            return JSON.treeToValue(tree, Manifest.class);
        } catch (FileNotFoundException missing) {
            throw new IOException(
                    file + ": no such file, expected a prepared set in " + folder + "; run prepare first", missing);
        } catch (JsonProcessingException damaged) {
            throw new IOException(
                    file + ": is no manifest (" + damaged.getOriginalMessage() + "); prepare the set again", damaged);
        }
    }

    /** Writes the manifest into the folder of its set: from then on the set is what it names. */
    public void write(Folder folder) throws IOException {
        folder.write(FILE, JSON.writeValueAsBytes(this));
    }
}
