package io.skelspark.config;

import io.skelspark.skeleton.Layout;
import io.skelspark.source.BoxFilter;
import io.skelspark.source.ClipPickles;
import io.skelspark.source.JhmdbPickle;
import io.skelspark.source.JsonLines;
import io.skelspark.source.KineticsSkeleton;
import io.skelspark.source.ListedNames;
import io.skelspark.source.NtuConverter;
import io.skelspark.source.NtuProtocol;
import io.skelspark.source.NtuSkeleton;
import io.skelspark.source.NumpyClips;
import io.skelspark.source.NwUclaJson;
import io.skelspark.source.PysklKeypointFiles;
import io.skelspark.source.PysklPickle;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.UtdMhadMat;
import io.skelspark.transform.DecompressPose;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The reader of sources by their type. A new format is one class and one line here. */
final class Sources {
    private static final List<String> TYPES = List.of(
            "PysklPickle",
            "PysklKeypointFiles",
            "JhmdbPickle",
            "NwUclaJson",
            "UtdMhadMat",
            "NtuSkeleton",
            "KineticsSkeleton",
            "JsonLines",
            "NumpyClips",
            "ClipPickles");

    private Sources() {}

    static SkeletonSource read(Settings settings, Layout layout, int persons, List<String> classNames) {
        String type = settings.word(
                "type",
                Stream.of(TYPES, PoseFormats.types()).flatMap(List::stream).toList());
        if (PoseFormats.types().contains(type)) {
            return RecordingConfig.read(type, settings, layout, persons, classNames);
        }
        String path = settings.name("path");
        return switch (type) {
            case "PysklPickle" -> new PysklPickle(path);
            case "PysklKeypointFiles" ->
                new PysklKeypointFiles(
                        path,
                        settings.name("keypoint-files"),
                        new BoxFilter(
                                settings.number("valid-ratio", Range.SHARE),
                                settings.number("box-threshold", Range.SHARE)),
                        new DecompressPose(
                                settings.choice("frames", DecompressPose.Frames.class),
                                settings.integer("max-persons", Range.upTo(100))));
            case "JhmdbPickle" -> new JhmdbPickle(path, settings.integer("split", Range.upTo(3)), classNames);
            case "NwUclaJson" ->
                new NwUclaJson(path, settings.integers("train-views", Range.upTo(99), Range.between(0, 99)));
            case "UtdMhadMat" -> new UtdMhadMat(path);
            case "KineticsSkeleton" ->
                KineticsSkeleton.of(
                        path,
                        settings.names("parts"),
                        settings.integer("considered", Range.upTo(100)),
                        settings.integer("kept", Range.upTo(settings.integer("considered", Range.upTo(100)))));
            case "NtuSkeleton" -> ntuSkeleton(settings, path);
            case "JsonLines" ->
                new JsonLines(List.of(path), classNames, settings.integer("max-line-bytes", Range.COUNT));
            case "NumpyClips" -> new NumpyClips(List.of(path), classNames);
            case "ClipPickles" -> new ClipPickles(path);
            default -> throw new IllegalStateException(type + " is one of the types and has no reader");
        };
    }

    private static SkeletonSource ntuSkeleton(Settings settings, String path) {
        List<NtuProtocol> protocols = new ArrayList<>();
        settings.named("protocols").forEach((name, protocol) -> {
            protocols.add(new NtuProtocol(
                    name,
                    protocol.choice("by", NtuProtocol.By.class),
                    new TreeSet<>(protocol.integers("train", Range.upTo(1000), Range.upTo(1000)))));
        });
        return new NtuSkeleton(
                path,
                ListedNames.in(settings.text("missing-skeletons")),
                settings.choice("converter", NtuConverter.class),
                settings.integer("actions", Range.upTo(1000)),
                protocols);
    }
}
