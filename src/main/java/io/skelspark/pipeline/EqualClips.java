package io.skelspark.pipeline;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.prepared.Selection;
import io.skelspark.prepared.StoredClip;
import io.skelspark.storage.Csv;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The clips of a set that have the same joints and scores as another one, under another id.
 *
 * @param groups the clips that are equal, group by group, each in the order of the source
 */
public record EqualClips(List<List<Member>> groups) {
    /** The name of their list, in the folder of the set's tables; there is none if no clip is equal to another one. */
    public static final String FILE = "equal-clips.csv";

    /** One clip: its place in the set, its id and its splits. */
    public record Member(long ordinal, String id, List<String> splits) {
        private boolean isIn(Selection selection) {
            return selection.contains(ordinal, splits);
        }
    }

    /** Finds those of a prepared set; a set without their list has none. */
    public static EqualClips in(PreparedSet set, SparkSession spark) throws IOException {
        Path list = new Path(new Path(set.clipsFolder()).getParent(), FILE);
        return list.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(list)
                ? in(set.table(spark))
                : new EqualClips(List.of());
    }

    /** Finds those of a table of clips; what comes to the driver is the ids of equal clips alone. */
    public static EqualClips in(Dataset<Row> clips) {
        Column content = sha2(
                concat(
                        col(StoredClip.KEYPOINT),
                        concat_ws(",", col(StoredClip.KEYPOINT_SHAPE).cast("array<string>"))
                                .cast("binary"),
                        coalesce(col(StoredClip.KEYPOINT_SCORE), lit(new byte[0]))),
                256);
        List<List<Member>> groups = new ArrayList<>();
        for (Row row : clips.select(
                        content.as("content"), col(StoredClip.ORDINAL), col(StoredClip.ID), col(StoredClip.SPLITS))
                .groupBy("content")
                .agg(sort_array(collect_list(
                                struct(col(StoredClip.ORDINAL), col(StoredClip.ID), col(StoredClip.SPLITS))))
                        .as("members"))
                .filter(size(col("members")).gt(1))
                .orderBy("members")
                .select("members")
                .collectAsList()) {
            List<Row> members = row.getList(0);
            groups.add(members.stream()
                    .map(member ->
                            new Member(member.getLong(0), member.getString(1), List.copyOf(member.<String>getList(2))))
                    .toList());
        }
        return new EqualClips(groups);
    }

    /** Returns how many clips of each split are equal to a clip of each other one. */
    public List<Manifest.SharedClips> shared(List<String> splits) {
        List<Manifest.SharedClips> shared = new ArrayList<>();
        for (String split : splits) {
            for (String other : splits) {
                long clips = groups.stream()
                        .filter(group -> !split.equals(other) && names(group).contains(other))
                        .flatMap(List::stream)
                        .filter(member -> member.splits().contains(split))
                        .count();
                if (clips > 0) {
                    shared.add(new Manifest.SharedClips(split, other, clips));
                }
            }
        }
        return shared;
    }

    /** Returns the ids of the clips of one selection that are equal to a clip of another one. */
    public Set<String> ids(Selection of, Selection other) {
        Set<String> ids = new TreeSet<>();
        for (List<Member> group : groups) {
            if (group.stream().anyMatch(member -> member.isIn(other))) {
                group.stream().filter(member -> member.isIn(of)).map(Member::id).forEach(ids::add);
            }
        }
        return ids;
    }

    private static Set<String> names(List<Member> group) {
        Set<String> names = new HashSet<>();
        group.forEach(member -> names.addAll(member.splits()));
        return names;
    }

    /** Returns each clip with the first one that is equal to it, as comma-separated values. */
    public String csv() {
        StringBuilder lines = new StringBuilder(Csv.line(List.of("id", "splits", "equal_to", "splits_of_equal")));
        for (List<Member> group : groups) {
            for (Member member : group) {
                Member other = group.get(member.equals(group.get(0)) ? 1 : 0);
                lines.append(Csv.line(List.of(
                        member.id(), String.join(" ", member.splits()), other.id(), String.join(" ", other.splits()))));
            }
        }
        return lines.toString();
    }

    /** Returns the number of clips that are equal to another one. */
    public long clips() {
        return groups.stream().mapToLong(List::size).sum();
    }
}
