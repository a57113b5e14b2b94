package io.skelspark.config;

import io.skelspark.source.BoxFilter;
import io.skelspark.source.JhmdbPickle;
import io.skelspark.source.JsonLines;
import io.skelspark.source.KineticsSkeleton;
import io.skelspark.source.ListedNames;
import io.skelspark.source.NtuConverter;
import io.skelspark.source.NtuProtocol;
import io.skelspark.source.NtuSkeleton;
import io.skelspark.source.NwUclaJson;
import io.skelspark.source.PysklKeypointFiles;
import io.skelspark.source.PysklPickle;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.UtdMhadMat;
import io.skelspark.transform.DecompressPose;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The reader of sources by their type. A new format is one class and one line here. */
final class Sources {
    private Sources() {}

    static SkeletonSource read(Settings settings, List<String> classNames) {
        String type = settings.text("type");
        String path = settings.text("path");
        return switch (type) {
            case "PysklPickle" -> new PysklPickle(path);
            case "PysklKeypointFiles" ->
                new PysklKeypointFiles(
                        path,
                        settings.text("keypoint-files"),
                        new BoxFilter(
                                settings.number("valid-ratio", Range.SHARE),
                                settings.number("box-threshold", Range.SHARE)),
                        new DecompressPose(
                                settings.choice("frames", DecompressPose.Frames.class),
                                settings.integer("max-persons", Range.POSITIVE)));
            case "JhmdbPickle" -> new JhmdbPickle(path, settings.integer("split", Range.POSITIVE), classNames);
            case "NwUclaJson" -> new NwUclaJson(path, settings.integers("train-views", Range.POSITIVE));
            case "UtdMhadMat" -> new UtdMhadMat(path);
            case "KineticsSkeleton" ->
                KineticsSkeleton.of(
                        path,
                        settings.texts("parts"),
                        settings.integer("considered", Range.POSITIVE),
                        settings.integer("kept", Range.POSITIVE));
            case "NtuSkeleton" -> ntuSkeleton(settings, path);
            case "JsonLines" ->
                new JsonLines(List.of(path), classNames, settings.integer("max-line-bytes", Range.POSITIVE));
            default ->
                throw new ConfigError(settings.name("type") + " = " + type
                        + ", expected PysklPickle, PysklKeypointFiles, JhmdbPickle, NwUclaJson, UtdMhadMat,"
                        + " NtuSkeleton, KineticsSkeleton or JsonLines");
        };
    }

    private static SkeletonSource ntuSkeleton(Settings settings, String path) {
        List<NtuProtocol> protocols = new ArrayList<>();
        for (String name : settings.names("protocols")) {
            Settings protocol = settings.section("protocols").section(name);
            protocols.add(new NtuProtocol(
                    name,
                    protocol.choice("by", NtuProtocol.By.class),
                    new TreeSet<>(protocol.integers("train", Range.POSITIVE))));
        }
        return new NtuSkeleton(
                path,
                ListedNames.in(settings.text("missing-skeletons")),
                settings.choice("converter", NtuConverter.class),
                settings.integer("actions", Range.POSITIVE),
                protocols);
    }
}
