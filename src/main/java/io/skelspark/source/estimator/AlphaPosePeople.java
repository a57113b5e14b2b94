package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.JsonInput;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people of a file of AlphaPose one after another. A list has a person with its image in each item; an object has all
 * the people of an image in each field, in AlphaPose's own form or in that of OpenPose.
 */
final class AlphaPosePeople implements Closeable {
    private static final double[] NOT_READ = {};

    private final JsonInput json;
    private final boolean joints;
    private final boolean list;
    private int items;

    /**
     * People of one image.
     *
     * @param image the image
     * @param number number of its frame
     * @param people some of its people; the next entry may have more
     */
    record Entry(ImageName image, long number, List<Detection> people) {}

    /**
     * Opens a file.
     *
     * @param joints whether to read joints, or only who is there
     */
    AlphaPosePeople(JsonFile file, boolean joints) throws IOException, MalformedRecordException {
        json = file.start();
        this.joints = joints;
        list = json.isArray();
        if (!list && !json.isObject()) {
            json.close();
            throw json.wrong("content", "neither a list nor an object", "the people of AlphaPose by image");
        }
    }

    /** Reads on; null after the last person. */
    @Nullable
    Entry next() throws IOException, MalformedRecordException {
        items++;
        if (list ? !json.nextItem() : !json.nextField()) {
            json.end();
            return null;
        }
        return list ? item() : image();
    }

    private Entry item() throws IOException, MalformedRecordException {
        json.at("person " + items + " of the file");
        Person person = new Person();
        ImageName image = null;
        json.object("people");
        while (json.nextGivenField()) {
            if (json.name().equals("image_id")) {
                image = name(json.text("image_id"));
                json.at("person " + items + " of the file, in image " + image.number() + image.suffix());
            } else {
                person.field();
            }
        }
        if (image == null) {
            throw json.wrong("image_id", "no such key", "the name of an image");
        }
        return new Entry(image, image.frame(), List.of(person.detection()));
    }

    private Entry image() throws IOException, MalformedRecordException {
        String text = json.name();
        json.at("image " + text);
        ImageName image = name(text);
        if (json.isObject()) {
            return new Entry(image, image.frame(), OpenPosePeople.read(json, "image " + text));
        }
        List<Detection> people = new ArrayList<>();
        json.array("people");
        while (json.nextItem()) {
            json.at("person " + (people.size() + 1) + " in image " + text);
            json.object("people");
            Person person = new Person();
            while (json.nextGivenField()) {
                person.field();
            }
            people.add(person.detection());
        }
        return new Entry(image, image.frame(), people);
    }

    private ImageName name(String text) throws MalformedRecordException {
        ImageName image = ImageName.of(text);
        if (image == null) {
            throw json.wrong("image_id", "'" + text + "'", "a name that ends in the number of a frame, as 17.jpg");
        }
        return image;
    }

    /** A person whose fields are being read. */
    private final class Person {
        private double @Nullable [] values;
        private double @Nullable [] box;
        private @Nullable String track;
        private double confidence = Double.NaN;

        /** Reads the field at hand. */
        void field() throws IOException, MalformedRecordException {
            switch (json.name()) {
                case "idx" -> track = track();
                case "keypoints" -> values = joints ? json.numbers("keypoints") : skip();
                case "box" -> box = Joints.sizedBox(json);
                case "score", "scores" -> confidence = json.number(json.name());
                default -> json.skip();
            }
        }

        private double[] skip() throws IOException, MalformedRecordException {
            json.skip();
            return NOT_READ;
        }

        /** Reads an identity: a number, or lists of those that were merged, of which the first one counts. */
        private @Nullable String track() throws IOException, MalformedRecordException {
            if (json.isArray()) {
                double[] ids = json.numbers("idx");
                return ids.length == 0 ? null : Joints.track(ids[0]);
            }
            return json.isNumber() ? Joints.track(json.number("idx")) : json.text("idx");
        }

        Detection detection() throws MalformedRecordException {
            return joints
                    ? Joints.scored(json, "keypoints", values).detection(track, confidence, box)
                    : new Detection(track, NOT_READ, NOT_READ, confidence, box);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
