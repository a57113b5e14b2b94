package io.skelspark.source.estimator;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.JsonInput;
import io.skelspark.source.estimator.CocoPeople.CocoPerson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a COCO file of annotations has.
 *
 * @param images the frames
 * @param people the people in the order of the file
 * @param names names of the joints by identifier of the category
 */
record CocoFile(CocoImages images, List<CocoPerson> people, Map<String, List<String>> names) {
    /** Reads a file whose outermost object is at hand. */
    static CocoFile read(JsonInput json, String file) throws IOException, MalformedRecordException {
        CocoImages images = null;
        List<CocoPerson> people = List.of();
        Map<String, List<String>> names = Map.of();
        json.object("content");
        while (json.nextField()) {
            switch (json.name()) {
                case "images" -> images = CocoImages.read(json);
                case "annotations" -> people = CocoPeople.annotations(json);
                case "categories" -> names = categories(json);
                default -> json.skip();
            }
            json.at(file);
        }
        json.end();
        if (images == null) {
            throw json.wrong("images", "no such key", "the frames");
        }
        return new CocoFile(images, people, names);
    }

    private static Map<String, List<String>> categories(JsonInput json) throws IOException, MalformedRecordException {
        Map<String, List<String>> names = new LinkedHashMap<>();
        json.array("categories");
        for (int item = 1; json.nextItem(); item++) {
            json.at("item " + item + " of categories");
            String id = null;
            List<String> keypoints = null;
            json.object("categories");
            while (json.nextField()) {
                switch (json.name()) {
                    case "id" -> id = json.text("id");
                    case "keypoints" -> keypoints = Joints.texts(json, "keypoints");
                    default -> json.skip();
                }
            }
            if (id != null && keypoints != null && !keypoints.isEmpty()) {
                names.put(id, keypoints);
            }
        }
        return names;
    }

    /** Returns the same frames and names with other people. */
    CocoFile with(List<CocoPerson> others) {
        return new CocoFile(images, others, names);
    }

    /**
     * Returns the names of the joints of all people.
     *
     * @return empty if the file has none
     * @throws MalformedRecordException if the people are of categories whose names differ, or one has not as many joints
     */
    List<String> jointNames() throws MalformedRecordException {
        Set<List<String>> all = new LinkedHashSet<>();
        for (String category : used()) {
            all.add(names.getOrDefault(category, List.of()));
        }
        if (all.size() > 1) {
            throw new MalformedRecordException(
                    "category_id",
                    "categories " + used() + " with different keypoints",
                    "people of one layout in a file");
        }
        List<String> joints = all.isEmpty() ? onlyNames() : all.iterator().next();
        for (CocoPerson person : people) {
            int count = person.detection().joints();
            if (!joints.isEmpty() && count != joints.size()) {
                throw new MalformedRecordException(
                        "keypoints of " + person.place(),
                        count + " joints",
                        joints.size() + ", as its category has names for");
            }
        }
        return joints;
    }

    private Set<String> used() {
        Set<String> used = new TreeSet<>();
        for (CocoPerson person : people) {
            String category = person.category();
            if (category != null && names.containsKey(category)) {
                used.add(category);
            }
        }
        return used;
    }

    private List<String> onlyNames() {
        Set<List<String>> all = new LinkedHashSet<>(names.values());
        return all.size() == 1 ? all.iterator().next() : List.of();
    }

    /**
     * Returns the fault of a person whose image is not there.
     *
     * @param annotations the file that should have the image, or null if it is that of the person
     */
    static MalformedRecordException unknownImage(CocoPerson person, @Nullable String annotations) {
        return new MalformedRecordException(
                "image_id of " + person.place(),
                person.image(),
                "the id of an image of " + (annotations == null ? "the file" : annotations));
    }
}
