package io.skelspark.picture;

import io.skelspark.storage.PlainText;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** An image with its graphics, antialiased and headless. */
record Canvas(BufferedImage image, Graphics2D pen) implements AutoCloseable {
    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font BOLD = FONT.deriveFont(Font.BOLD, 14f);

    static {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    static Canvas of(int width, int height, Color ground) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setColor(ground);
        pen.fillRect(0, 0, width, height);
        pen.setFont(FONT);
        pen.setColor(Palette.TEXT);
        return new Canvas(image, pen);
    }

    /** Writes a text from its left end on a baseline. Text that does not fit is cut and ends in three dots. */
    void text(String text, int left, int line, int width) {
        pen.drawString(fitted(PlainText.line(text), pen.getFontMetrics(), width), left, line);
    }

    /** Writes a short text that ends at a position on a baseline. */
    void textBefore(String text, int right, int line) {
        pen.drawString(text, right - pen.getFontMetrics().stringWidth(text), line);
    }

    /** Returns a text, or what of its start fits into a width, with three dots. */
    static String fitted(String text, FontMetrics metrics, int width) {
        if (text.length() <= width && metrics.stringWidth(text) <= width) {
            return text;
        }
        int end = Math.min(text.length(), width); // no letter is narrower than a pixel
        while (end > 0
                && (Character.isHighSurrogate(text.charAt(end - 1))
                        || metrics.stringWidth(text.substring(0, end) + "...") > width)) {
            end--;
        }
        return text.substring(0, end) + "...";
    }

    @Override
    public void close() {
        pen.dispose();
    }
}
