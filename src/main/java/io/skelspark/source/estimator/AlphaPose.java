package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.JsonStart;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingHeader;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import io.skelspark.source.estimator.AlphaPosePeople.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code alphapose-results.json} of one video or one list of images: a list of people by {@code image_id}, an
 * object by image as {@code --format open} and {@code cmu} write it, or the object of people of PoseFlow.
 *
 * <p>The number at the end of an image's name is that of its frame. Names such as {@code 17.jpg}, which AlphaPose gives to
 * the frames of a video, count from 0; other names and bare numbers count from the lowest one in the file. An image that is
 * not in the file is a frame without people: nothing tells how many of them follow the last one.
 *
 * <p>{@code idx} is an identity unless it is 0 for everybody. Of the several ones of a merged person, the first one counts.
 * The confidence of a person is its {@code score}, which ranks people but is no probability: it reaches about 3.3. The scores
 * of joints of old models reach 6. The joints in space of HybrIK ({@code pred_xyz_jts}) are passed over.
 *
 * <p>The file is read twice: first for its images and identities, then frame by frame. If its frames are not in order, all
 * are held in memory.
 *
 * @source AlphaPose, docs/output.md, alphapose/utils/pPose_nms.py and PoseFlow/tracker-general.py
 */
public record AlphaPose() implements PoseFormat {
    @Override
    public boolean accepts(String name) {
        return name.endsWith(".json");
    }

    @Override
    public boolean recognizes(String name, byte[] start) {
        JsonStart json = JsonStart.of(start);
        return accepts(name) && (json.isList() ? isPerson(json.item()) : isImage(json.firstField()));
    }

    /** COCO results have numbers of images too, but neither identities nor boxes by this name. */
    private static boolean isPerson(JsonStart person) {
        return person.has("keypoints")
                && person.has("image_id")
                && (person.field("image_id").isText() || person.has("idx") || person.has("box"));
    }

    private static boolean isImage(JsonStart image) {
        return image.isObject()
                ? image.has("people") || image.has("bodies")
                : image.item().has("keypoints")
                        && (image.item().has("scores") || image.item().has("idx"));
    }

    @Override
    public List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException {
        JsonFile file = JsonFile.of(path, hadoop);
        Survey survey = Survey.of(file);
        RecordingHeader header = new RecordingHeader(
                file.stem(".json"), Unit.PIXEL, true, List.of(), null, survey.index(survey.last, file) + 1, 0);
        return List.of(survey.ordered ? new Reader(file, header, survey) : held(file, header, survey));
    }

    private static RecordingReader held(JsonFile file, RecordingHeader header, Survey survey)
            throws IOException, MalformedRecordException {
        Map<Long, List<Detection>> frames = new TreeMap<>();
        try (AlphaPosePeople people = new AlphaPosePeople(file, true)) {
            for (Entry entry = people.next(); entry != null; entry = people.next()) {
                frames.computeIfAbsent(entry.number(), unused -> new ArrayList<>())
                        .addAll(survey.identified(entry.people()));
            }
        }
        List<Frame> inOrder = new ArrayList<>();
        for (Map.Entry<Long, List<Detection>> frame : frames.entrySet()) {
            inOrder.add(new Frame(survey.index(frame.getKey(), file), frame.getValue()));
        }
        return new HeldRecording(header, inOrder);
    }

    /** What only the whole file tells. */
    private static final class Survey {
        private boolean ordered = true;
        private boolean tracked;
        private boolean plain = true;
        private long first = Long.MAX_VALUE;
        private long last = -1;

        static Survey of(JsonFile file) throws IOException, MalformedRecordException {
            Survey survey = new Survey();
            try (AlphaPosePeople people = new AlphaPosePeople(file, false)) {
                ImageName before = null;
                for (Entry entry = people.next(); entry != null; entry = people.next()) {
                    survey.add(entry, before);
                    before = entry.image();
                }
            }
            if (survey.plain) {
                survey.first = 0;
            }
            return survey;
        }

        private void add(Entry entry, @Nullable ImageName before) throws MalformedRecordException {
            ImageName image = entry.image();
            if (before != null && !image.series().equals(before.series())) {
                throw new MalformedRecordException(
                        "image_id",
                        "images '" + image.series() + "' after '" + before.series() + "'",
                        "the images of one recording in a file");
            }
            ordered &= before == null || entry.number() >= before.frame();
            plain &= image.isPlain();
            first = Math.min(first, entry.number());
            last = Math.max(last, entry.number());
            tracked |= entry.people().stream()
                    .anyMatch(
                            person -> person.track() != null && !person.track().equals("0"));
        }

        /** Returns the people as they are known: without identities if nobody has one. */
        List<Detection> identified(List<Detection> people) {
            return tracked ? people : people.stream().map(Detection::untracked).toList();
        }

        int index(long number, JsonFile file) throws MalformedRecordException {
            long index = last < 0 ? -1 : number - first;
            if (index >= Integer.MAX_VALUE) {
                throw new MalformedRecordException("image_id of " + file.name(), number + "", "a number of a frame");
            }
            return (int) index;
        }
    }

    /** Reads a file whose frames are in order. */
    private static final class Reader implements RecordingReader {
        private final JsonFile file;
        private final RecordingHeader header;
        private final Survey survey;
        private final AlphaPosePeople people;
        private @Nullable Entry ahead;
        private boolean started;

        private Reader(JsonFile file, RecordingHeader header, Survey survey)
                throws IOException, MalformedRecordException {
            this.file = file;
            this.header = header;
            this.survey = survey;
            people = new AlphaPosePeople(file, true);
        }

        @Override
        public RecordingHeader header() {
            return header;
        }

        @Override
        public @Nullable Frame next() throws IOException, MalformedRecordException {
            Entry first = started ? ahead : people.next();
            started = true;
            if (first == null) {
                return null;
            }
            List<Detection> frame = new ArrayList<>(first.people());
            ahead = people.next();
            while (ahead != null && ahead.number() == first.number()) {
                frame.addAll(ahead.people());
                ahead = people.next();
            }
            return new Frame(survey.index(first.number(), file), survey.identified(frame));
        }

        @Override
        public void close() throws IOException {
            people.close();
        }
    }
}
