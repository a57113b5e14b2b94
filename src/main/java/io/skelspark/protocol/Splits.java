package io.skelspark.protocol;

/**
 * The rule of sets with splits of their own: one trains, one is validated on, one is tested.
 *
 * @param train name of the split that trains
 * @param val name of the split that is validated on
 * @param test name of the split that is tested
 */
public record Splits(String train, String val, String test) implements TestRule {
    @Override
    public Division divide(ClipList clips) {
        return new Division(title(), of(clips, train), of(clips, val), of(clips, test));
    }

    /** Returns the rule in words. */
    public String title() {
        return "split " + train + " trains, split " + test + " is tested";
    }

    private static ClipList of(ClipList clips, String split) {
        return clips.where(clip -> clip.splits().contains(split));
    }
}
