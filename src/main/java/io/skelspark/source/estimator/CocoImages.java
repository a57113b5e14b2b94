package io.skelspark.source.estimator;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.JsonInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The images of a COCO file, which are the frames of one or more videos.
 *
 * @param byId the images by identifier
 */
record CocoImages(Map<String, CocoImage> byId) {
    /**
     * A frame.
     *
     * @param id identifier in the file
     * @param video the video that the frame belongs to, empty if nothing tells
     * @param number number of the frame, or null if neither a key nor the name of the file has one
     * @param shape size, or null if the file does not tell
     * @param labelled whether people were marked in it
     */
    record CocoImage(String id, String video, @Nullable Long number, @Nullable ImageShape shape, boolean labelled) {}

    /** Reads the list of images at hand. */
    static CocoImages read(JsonInput json) throws IOException, MalformedRecordException {
        Map<String, CocoImage> byId = new LinkedHashMap<>();
        json.array("images");
        for (int item = 1; json.nextItem(); item++) {
            json.at("item " + item + " of images");
            CocoImage image = image(json);
            if (byId.put(image.id(), image) != null) {
                throw json.wrong("id", image.id() + " twice", "an identifier for each image");
            }
        }
        return new CocoImages(byId);
    }

    private static CocoImage image(JsonInput json) throws IOException, MalformedRecordException {
        String id = null;
        String video = null;
        String name = "";
        Long number = null;
        int width = 0;
        int height = 0;
        boolean labelled = true;
        json.object("images");
        while (json.nextGivenField()) {
            switch (json.name()) {
                case "id" -> id = json.text("id");
                case "file_name" -> name = json.text("file_name");
                case "vid_id", "video_id" -> video = json.text(json.name());
                case "frame_id" -> number = json.whole("frame_id");
                case "width" -> width = json.integer("width");
                case "height" -> height = json.integer("height");
                case "is_labeled" -> labelled = json.flag("is_labeled");
                default -> json.skip();
            }
        }
        if (id == null) {
            throw json.wrong("id", "no such key", "an identifier for each image");
        }
        ImageName file = ImageName.of(name);
        return new CocoImage(
                id,
                video != null ? video : video(name, file),
                number != null || file == null ? number : Long.valueOf(file.frame()),
                width > 0 && height > 0 ? new ImageShape(height, width) : null,
                labelled);
    }

    /** Names the video by the folder of its frames, or else by what is before their numbers. */
    private static String video(String name, @Nullable ImageName file) {
        int folder = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
        if (folder > 0) {
            return name.substring(0, folder);
        }
        return file == null ? "" : file.prefix().replaceAll("[_-]$", "");
    }

    /**
     * Returns the frames of each video in order, those without labels left out.
     *
     * @throws MalformedRecordException if two frames of a video have one number, or only some have one
     */
    Map<String, List<CocoImage>> videos() throws MalformedRecordException {
        Map<String, List<CocoImage>> videos = byId.values().stream()
                .collect(Collectors.groupingBy(CocoImage::video, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<CocoImage>> video : videos.entrySet()) {
            if (video.getValue().stream().anyMatch(image -> image.number() != null)) {
                video.setValue(sorted(video.getKey(), video.getValue()));
            }
            video.setValue(video.getValue().stream().filter(CocoImage::labelled).toList());
        }
        videos.values().removeIf(List::isEmpty);
        return videos;
    }

    private static List<CocoImage> sorted(String video, List<CocoImage> images) throws MalformedRecordException {
        for (CocoImage image : images) {
            if (image.number() == null) {
                throw new MalformedRecordException(
                        "file_name of image " + image.id(),
                        "no number of a frame",
                        "a number at its end, as all images of video '" + video + "' have or none");
            }
        }
        List<CocoImage> sorted = new ArrayList<>(images);
        sorted.sort(Comparator.comparingLong(CocoImages::order));
        for (int i = 1; i < sorted.size(); i++) {
            if (order(sorted.get(i)) == order(sorted.get(i - 1))) {
                throw new MalformedRecordException(
                        "frame " + order(sorted.get(i)) + " of video '" + video + "'",
                        "images " + sorted.get(i - 1).id() + " and "
                                + sorted.get(i).id(),
                        "one image for each frame, and a folder or vid_id for each video");
            }
        }
        return sorted;
    }

    private static long order(CocoImage image) {
        return image.number() == null ? -1 : image.number();
    }

    /** Returns the size of all images, or null if they differ or have none. */
    static @Nullable ImageShape shape(Collection<CocoImage> images) {
        ImageShape shape = null;
        for (CocoImage image : images) {
            if (image.shape() == null || (shape != null && !shape.equals(image.shape()))) {
                return null;
            }
            shape = image.shape();
        }
        return shape;
    }

    /** Returns the identifiers. */
    Set<String> ids() {
        return byId.keySet();
    }
}
