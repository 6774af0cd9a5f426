package dev.assent.migration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The statements of MyBatis' mapper files. Of a choice the first way is taken; what stands under a condition is left in. */
final class Mappers implements Reader {
    private static final List<String> CHANGING = List.of("insert", "update", "delete");
    private static final Set<String> FIXED = Set.of("include", "selectKey", "bind");

    private final Statements statements;

    Mappers(Statements statements) {
        this.statements = statements;
    }

    @Override
    public boolean takes(Application.Entry file) {
        return file.name().endsWith(".xml") && !file.file().equals("pom.xml");
    }

    @Override
    public void read(Application.Entry file, Findings findings) throws IOException {
        String text = file.text();
        if (!text.contains("<mapper")) {
            return;
        }
        Element mapper = parsed(file).getDocumentElement();
        Map<String, Element> parts = new HashMap<>();
        elements(mapper, "sql").forEach(part -> parts.put(part.getAttribute("id"), part));
        for (String kind : CHANGING) {
            elements(mapper, kind).forEach(statement -> {
                StringBuilder sql = new StringBuilder();
                boolean fixed = writeInside(statement, parts, sql);
                statements.ofMapper(file.name() + ": " + statement.getAttribute("id"), plain(sql.toString()), fixed);
            });
        }
    }

    /** Nothing is loaded from elsewhere, as a mapper's document type would have it. */
    private static Document parsed(Application.Entry file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setExpandEntityReferences(false);
            return factory.newDocumentBuilder().parse(new InputSource(new ByteArrayInputStream(file.bytes())));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("it cannot be read as XML (" + e.getMessage() + ")", e);
        }
    }

    /** @return whether the text is the same each time */
    private static boolean writeInside(Node node, Map<String, Element> parts, StringBuilder sql) {
        boolean fixed = true;
        for (Node child : children(node)) {
            if (child instanceof Element element) {
                fixed &= write(element, parts, sql) && FIXED.contains(element.getTagName());
            } else if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                sql.append(child.getNodeValue());
            }
        }
        return fixed;
    }

    private static boolean write(Element element, Map<String, Element> parts, StringBuilder sql) {
        StringBuilder inside = new StringBuilder();
        boolean fixed = true;
        switch (element.getTagName()) {
            case "include" -> {
                Element part = parts.get(element.getAttribute("refid"));
                fixed = part != null && writeInside(part, parts, inside);
                sql.append(inside);
            }
            case "selectKey", "bind" -> {}
            case "where" -> {
                writeInside(element, parts, inside);
                sql.append(" where ").append(inside.toString().strip().replaceFirst("(?i)^(and|or)\\b", ""));
            }
            case "set" -> {
                writeInside(element, parts, inside);
                sql.append(" set ").append(inside.toString().strip().replaceFirst(",$", ""));
            }
            case "foreach" -> {
                writeInside(element, parts, inside);
                sql.append(element.getAttribute("open")).append(inside).append(element.getAttribute("close"));
            }
            case "trim" -> {
                writeInside(element, parts, inside);
                sql.append(' ').append(element.getAttribute("prefix")).append(' ');
                sql.append(trimmed(inside.toString().strip(), element));
                sql.append(' ').append(element.getAttribute("suffix")).append(' ');
            }
            case "choose" -> elements(element, "when").limit(1).forEach(first -> writeInside(first, parts, sql));
            default -> writeInside(element, parts, sql);
        }
        return fixed;
    }

    private static String trimmed(String text, Element trim) {
        String result = text;
        for (String prefix : trim.getAttribute("prefixOverrides").split("\\|", -1)) {
            if (!prefix.isBlank()
                    && result.regionMatches(
                            true, 0, prefix.strip(), 0, prefix.strip().length())) {
                result = result.substring(prefix.strip().length());
                break;
            }
        }
        for (String suffix : trim.getAttribute("suffixOverrides").split("\\|", -1)) {
            if (!suffix.isBlank() && result.endsWith(suffix.strip())) {
                return result.substring(0, result.length() - suffix.strip().length());
            }
        }
        return result;
    }

    /** With placeholders as the database gets them; what is put into the text itself becomes a name. */
    private static String plain(String sql) {
        return sql.replaceAll("#\\{[^}]*}", "?").replaceAll("\\$\\{[^}]*}", "x").replaceAll("\\s+", " ");
    }

    private static Stream<Element> elements(Element parent, String name) {
        return children(parent).stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(element -> element.getTagName().equals(name));
    }

    private static List<Node> children(Node node) {
        NodeList all = node.getChildNodes();
        return IntStream.range(0, all.getLength()).mapToObj(all::item).toList();
    }
}
