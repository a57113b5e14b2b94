package io.skelspark.evaluate;

import java.util.List;

/** The names of classes by index, as label files list them. */
final class ClassNames {
    private ClassNames() {}

    static String name(List<String> names, int classIndex) {
        if (classIndex >= names.size()) {
            throw new IllegalArgumentException("class " + classIndex + " has no name: " + names.size()
                    + " names found, expected one line for each class in the label file");
        }
        return names.get(classIndex);
    }
}
