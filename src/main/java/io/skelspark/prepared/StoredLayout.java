package io.skelspark.prepared;

import com.fasterxml.jackson.databind.util.StdConverter;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.Layout.Sides;
import java.util.List;

/** A layout in the stored form of a manifest: one key for each list, as in {@code conf/layout}. */
record StoredLayout(
        String name,
        List<String> joints,
        int center,
        List<Pair> inward,
        List<Pair> bones,
        List<Integer> leftJoints,
        List<Integer> rightJoints,
        List<Pair> limbs,
        List<Integer> leftLimbs,
        List<Integer> rightLimbs) {

    /** Converts a layout when a manifest is written. */
    static final class FromLayout extends StdConverter<Layout, StoredLayout> {
        @Override
        public StoredLayout convert(Layout layout) {
            return new StoredLayout(
                    layout.name(),
                    layout.joints(),
                    layout.center(),
                    layout.inward(),
                    layout.bones(),
                    layout.jointSides().left(),
                    layout.jointSides().right(),
                    layout.limbs(),
                    layout.limbSides().left(),
                    layout.limbSides().right());
        }
    }

    /** Converts the stored form when a manifest is read. */
    static final class ToLayout extends StdConverter<StoredLayout, Layout> {
        @Override
        public Layout convert(StoredLayout stored) {
            return new Layout(
                    stored.name,
                    stored.joints,
                    stored.center,
                    stored.inward,
                    stored.bones,
                    new Sides(stored.leftJoints, stored.rightJoints),
                    stored.limbs,
                    new Sides(stored.leftLimbs, stored.rightLimbs));
        }
    }
}
