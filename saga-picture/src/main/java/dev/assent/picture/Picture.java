package dev.assent.picture;

import dev.assent.saga.definition.Machine;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;

/** Draws a machine as SVG: the same machine gives the same picture. */
public final class Picture {
    private final Formatter svg = new Formatter(new StringBuilder(), Locale.ROOT);
    private final Map<String, Box> boxes;
    private final Layout layout;

    private Picture(Map<String, Box> boxes, Layout layout) {
        this.boxes = boxes;
        this.layout = layout;
    }

    /** The machine as it is defined. */
    public static String of(Machine machine) {
        return of(machine, Map.of());
    }

    /**
     * The machine with the marks of an instance.
     *
     * @param marks by name of state; a state without one is drawn as defined
     */
    public static String of(Machine machine, Map<String, Mark> marks) {
        Map<String, Box> boxes = new LinkedHashMap<>();
        List<Way> ways = Way.of(machine);
        boxes.put(Way.START, Box.dot(true));
        machine.states().forEach((name, state) -> boxes.put(name, Box.of(state, marks.get(name))));
        if (ways.stream().anyMatch(way -> way.to().equals(Way.END))) {
            boxes.put(Way.END, Box.dot(false));
        }
        return new Picture(boxes, new Layout(boxes, ways)).drawn(machine);
    }

    private String drawn(Machine machine) {
        String version = machine.version() == null ? "" : " " + machine.version();
        svg.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\""
                        + " font-family=\"DejaVu Sans, Verdana, sans-serif\" font-size=\"11\" text-anchor=\"middle\">\n",
                layout.width(), layout.height() + 20, layout.width(), layout.height() + 20);
        svg.format("<title>%s</title>\n", escaped(machine.name() + version));
        svg.format("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n");
        svg.format(
                "<text x=\"8\" y=\"16\" text-anchor=\"start\" font-weight=\"bold\">%s</text>\n",
                escaped(machine.name() + version));
        svg.format("<g transform=\"translate(0 20)\">\n");
        layout.edges().forEach(this::way);
        boxes.forEach((name, box) -> box(box, layout.node(name)));
        layout.edges().forEach(this::label);
        svg.format("</g>\n");
        svg.format("</svg>\n");
        return svg.toString();
    }

    private void way(Way way, ElkEdge edge) {
        for (ElkEdgeSection section : edge.getSections()) {
            StringBuilder points = new StringBuilder();
            double x = section.getStartX();
            double y = section.getStartY() + gap(way.from(), x, section.getStartY());
            point(points, x, y);
            for (ElkBendPoint bend : section.getBendPoints()) {
                point(points, bend.getX(), bend.getY());
                x = bend.getX();
                y = bend.getY();
            }
            double end = section.getEndY() + gap(way.to(), section.getEndX(), section.getEndY());
            point(points, section.getEndX(), end);
            String dashes = way.kind().dashes.isEmpty() ? "" : " stroke-dasharray=\"" + way.kind().dashes + "\"";
            svg.format(
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"%s/>\n",
                    points.toString().strip(), way.kind().colour, dashes);
            head(way, x, y, section.getEndX(), end);
        }
    }

    /** From the rectangle that the layout takes a diamond for to the side of the diamond; negative if that is above. */
    private double gap(String name, double x, double y) {
        Box box = boxes.get(name);
        if (box == null || box.shape() != Box.Shape.DIAMOND) {
            return 0;
        }
        ElkNode node = layout.node(name);
        double fromMiddle = Math.abs(x - node.getX() - node.getWidth() / 2);
        double gap = node.getHeight() * fromMiddle / node.getWidth();
        return y > node.getY() + node.getHeight() / 2 ? -gap : gap;
    }

    private void head(Way way, double fromX, double fromY, double x, double y) {
        double length = Math.max(0.001, Math.hypot(x - fromX, y - fromY));
        double dx = (x - fromX) / length;
        double dy = (y - fromY) / length;
        svg.format(
                "<polygon points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f\" fill=\"%s\"/>\n",
                x,
                y,
                x - 7 * dx + 3.5 * dy,
                y - 7 * dy - 3.5 * dx,
                x - 7 * dx - 3.5 * dy,
                y - 7 * dy + 3.5 * dx,
                way.kind().colour);
    }

    private void label(Way way, ElkEdge edge) {
        for (ElkLabel label : edge.getLabels()) {
            double x = label.getX();
            double y = label.getY();
            svg.format(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"white\" fill-opacity=\"0.85\"/>\n",
                    x, y, label.getWidth(), label.getHeight());
            svg.format(
                    "<text x=\"%.1f\" y=\"%.1f\" font-size=\"10\" fill=\"%s\">%s<title>%s</title></text>\n",
                    x + label.getWidth() / 2,
                    y + 10,
                    way.kind().colour,
                    escaped(label.getText()),
                    escaped(way.label()));
        }
    }

    private void box(Box box, ElkNode node) {
        double x = node.getX();
        double y = node.getY();
        double width = node.getWidth();
        double height = node.getHeight();
        svg.format("<g><title>%s</title>\n", escaped(box.title()));
        String paint =
                "fill=\"" + box.fill() + "\" stroke=\"#333333\"" + (box.dashed() ? " stroke-dasharray=\"4 3\"" : "");
        switch (box.shape()) {
            case DOT ->
                svg.format(
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" %s stroke-width=\"2\"/>\n",
                        x + width / 2, y + height / 2, width / 2 - 1, paint);
            case ROUNDED -> rectangle(x, y, width, height, 6, paint);
            case DOUBLE -> {
                rectangle(x, y, width, height, 6, paint);
                rectangle(x + 3, y + 3, width - 6, height - 6, 4, paint);
            }
            case PILL -> rectangle(x, y, width, height, height / 2, paint);
            case DIAMOND ->
                svg.format(
                        "<polygon points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f\" %s/>\n",
                        x + width / 2,
                        y,
                        x + width,
                        y + height / 2,
                        x + width / 2,
                        y + height,
                        x,
                        y + height / 2,
                        paint);
            case HEXAGON ->
                svg.format(
                        "<polygon points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f\" %s/>\n",
                        x + 12,
                        y,
                        x + width - 12,
                        y,
                        x + width,
                        y + height / 2,
                        x + width - 12,
                        y + height,
                        x + 12,
                        y + height,
                        x,
                        y + height / 2,
                        paint);
        }
        double top = y + height / 2 - box.lines().size() * 7.5 + 11;
        for (int i = 0; i < box.lines().size(); i++) {
            svg.format(
                    "<text x=\"%.1f\" y=\"%.1f\"%s>%s</text>\n",
                    x + width / 2,
                    top + i * 15,
                    i == 0 ? " font-weight=\"bold\"" : " fill=\"#555555\" font-size=\"10\"",
                    escaped(box.lines().get(i)));
        }
        svg.format("</g>\n");
    }

    private void rectangle(double x, double y, double width, double height, double round, String paint) {
        svg.format(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\" %s/>\n",
                x, y, width, height, round, paint);
    }

    private static void point(StringBuilder points, double x, double y) {
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
    }

    /** Without the characters that XML cannot have. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> {
                    boolean allowed = c == '\t'
                            || c == '\n'
                            || c == '\r'
                            || (c >= 0x20 && c <= 0xd7ff)
                            || (c >= 0xe000 && c <= 0xfffd)
                            || c >= 0x10000;
                    safe.appendCodePoint(allowed ? c : 0xfffd);
                }
            }
        });
        return safe.toString();
    }
}
