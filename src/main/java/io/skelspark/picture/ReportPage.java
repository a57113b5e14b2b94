package io.skelspark.picture;

import io.skelspark.storage.PlainText;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A self-contained HTML page: pictures are part of the file, and it opens without a network. */
public final class ReportPage {
    private static final String STYLE =
            """
            body { font: 15px/1.45 sans-serif; color: #222; max-width: 70em; margin: 2em auto; padding: 0 1em; }
            table { border-collapse: collapse; margin: 1em 0; }
            th, td { border-bottom: 1px solid #ddd; padding: .25em .8em; text-align: left; overflow-wrap: anywhere; }
            th, .number { white-space: nowrap; overflow-wrap: normal; }
            .number { text-align: right; }
            th[scope=col] { border-bottom: 2px solid #444; }
            h1, h2, p { overflow-wrap: anywhere; }
            pre { overflow-x: auto; }
            img { max-width: 100%; display: block; margin: 1em 0; }
            .beside { display: flex; flex-wrap: wrap; gap: 1em; align-items: flex-start; }
            .beside img { margin: 0; }
            summary { font-weight: bold; cursor: pointer; margin: .6em 0; }
            """;

    /** Nothing on the page runs, and nothing is fetched. */
    private static final String POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
            + " img-src data:; style-src 'unsafe-inline'\"/>\n";

    /** A cell that is not broken over lines. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9.]+");

    private final StringBuilder body = new StringBuilder();
    private final String title;

    /** Starts a page with that title. */
    public ReportPage(String title) {
        this.title = title;
        body.append("<h1>").append(escaped(title)).append("</h1>\n");
    }

    /** Adds a heading. */
    public ReportPage heading(String text) {
        body.append("<h2>").append(escaped(text)).append("</h2>\n");
        return this;
    }

    /** Adds a paragraph. */
    public ReportPage paragraph(String text) {
        body.append("<p>").append(escaped(text)).append("</p>\n");
        return this;
    }

    /** Adds a table whose first line holds the headings. */
    public ReportPage table(List<List<String>> lines) {
        body.append("<table>\n");
        for (int line = 0; line < lines.size(); line++) {
            body.append("<tr>");
            for (String text : lines.get(line)) {
                String number = NUMBER.matcher(text).matches() ? " class=\"number\"" : "";
                body.append(line == 0 ? "<th scope=\"col\">" : "<td" + number + ">")
                        .append(escaped(text))
                        .append(line == 0 ? "</th>" : "</td>");
            }
            body.append("</tr>\n");
        }
        body.append("</table>\n");
        return this;
    }

    /** Adds a table of facts by name. */
    public ReportPage facts(List<Map.Entry<String, String>> facts) {
        body.append("<table>\n");
        facts.forEach(fact -> body.append("<tr><th scope=\"row\">")
                .append(escaped(fact.getKey()))
                .append("</th><td>")
                .append(escaped(fact.getValue()))
                .append("</td></tr>\n"));
        body.append("</table>\n");
        return this;
    }

    /**
     * Adds a picture.
     *
     * @param description text for readers who cannot see the picture
     */
    public ReportPage picture(Picture picture, String description) {
        image(picture, description);
        return this;
    }

    /**
     * Adds pictures beside each other; on a narrow page, below each other.
     *
     * @param pictures each with a text for readers who cannot see it
     */
    public ReportPage beside(List<Map.Entry<Picture, String>> pictures) {
        body.append("<div class=\"beside\">\n");
        pictures.forEach(picture -> image(picture.getKey(), picture.getValue()));
        body.append("</div>\n");
        return this;
    }

    private void image(Picture picture, String description) {
        body.append("<img alt=\"")
                .append(escaped(description))
                .append("\" src=\"")
                .append(picture.dataUri())
                .append("\"/>\n");
    }

    /** Adds a long text that is shown when its name is clicked. */
    public ReportPage folded(String name, String text) {
        body.append("<details><summary>")
                .append(escaped(name))
                .append("</summary><pre>")
                .append(escapedLines(text))
                .append("</pre></details>\n");
        return this;
    }

    /** Returns the page as HTML that is also well-formed XML. */
    public String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                + POLICY + "<title>"
                + escaped(title) + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n" + body
                + "</body>\n</html>\n";
    }

    private static String escaped(String text) {
        return markedUp(PlainText.line(text));
    }

    private static String escapedLines(String text) {
        return markedUp(PlainText.lines(text));
    }

    private static String markedUp(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
