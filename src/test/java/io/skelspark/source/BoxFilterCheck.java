package io.skelspark.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the filter of boxes on annotations without joints, for comparison with the reference's results. */
public final class BoxFilterCheck {
    private BoxFilterCheck() {}

    /** A clip that is used and the number of its used boxes, null if all are. */
    public record Kept(String id, @Nullable Integer boxes) {}

    public static List<Kept> kept(List<Map<?, ?>> annotations, double validRatio, double boxThreshold) {
        BoxFilter filter = new BoxFilter(validRatio, boxThreshold);
        List<Kept> kept = new ArrayList<>();
        for (Map<?, ?> annotation : annotations) {
            Fields fields = new Fields(annotation);
            try {
                if (filter.objection(fields) == null) {
                    kept.add(new Kept(fields.text("frame_dir"), count(filter.kept(fields))));
                }
            } catch (MalformedRecordException bad) {
                throw new AssertionError(bad);
            }
        }
        return kept;
    }

    private static @Nullable Integer count(boolean @Nullable [] flags) {
        if (flags == null) {
            return null;
        }
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }
}
