package io.skelspark.config;

import com.typesafe.config.ConfigUtil;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a layout as a file of settings, with all its lists: what a copy to be changed starts from. */
public final class LayoutText {
    private static final int WIDTH = 112;

    /** A text that needs no quotes, if it is not one of HOCON's words. */
    private static final Pattern PLAIN =
            Pattern.compile("(?!(?:true|false|null|include)\\b)[A-Za-z_][\\w-]*(?: [\\w-]+)*");

    private LayoutText() {}

    /** Returns the lines of a file that {@link LayoutConfig} reads as this layout. */
    public static String of(Layout layout) {
        return "name = " + quoted(layout.name()) + "\n"
                + list(
                        "joints",
                        layout.joints().stream().map(LayoutText::quoted).toList())
                + "center = " + layout.center() + "\n"
                + "\n# (child, parent)\n"
                + list("inward", pairs(layout.inward()))
                + "\n# (joint, origin)\n"
                + list("bones", pairs(layout.bones()))
                + "\n# paired by position\n"
                + list("left-joints", indices(layout.jointSides().left()))
                + list("right-joints", indices(layout.jointSides().right()))
                + "\n# drawn, as lines and as heat maps\n"
                + list("limbs", pairs(layout.limbs()))
                + "\n# indices in limbs, paired by position\n"
                + list("left-limbs", indices(layout.limbSides().left()))
                + list("right-limbs", indices(layout.limbSides().right()));
    }

    private static List<String> pairs(List<Pair> pairs) {
        return pairs.stream()
                .map(pair -> "[" + pair.from() + ", " + pair.to() + "]")
                .toList();
    }

    private static List<String> indices(List<Integer> indices) {
        return indices.stream().map(String::valueOf).toList();
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : ConfigUtil.quoteString(text);
    }

    /** Returns a list on one line, or if it is too long on several of their own. */
    private static String list(String key, List<String> values) {
        String line = key + " = [" + String.join(", ", values) + "]\n";
        if (line.length() <= WIDTH) {
            return line;
        }
        StringBuilder text = new StringBuilder(key + " = [\n");
        StringBuilder row = new StringBuilder(" ");
        for (int i = 0; i < values.size(); i++) {
            String value = " " + values.get(i) + (i < values.size() - 1 ? "," : "");
            if (row.length() + value.length() > WIDTH) {
                text.append(row).append('\n');
                row = new StringBuilder(" ");
            }
            row.append(value);
        }
        return text.append(row).append("\n]\n").toString();
    }
}
