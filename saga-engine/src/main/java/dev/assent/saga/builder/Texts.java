package dev.assent.saga.builder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;

/** Texts and names inside of expressions. */
final class Texts {
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "new",
            "and",
            "or",
            "not",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "div",
            "mod",
            "instanceof",
            "matches",
            "between",
            "t");

    private Texts() {}

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The same tree, whose texts are literals though they may begin like expressions. */
    static JsonNode literal(JsonNode tree) {
        if (tree.isTextual()) {
            return tree.textValue().startsWith("$") ? TextNode.valueOf("$." + quoted(tree.textValue())) : tree;
        }
        if (tree.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            tree.forEach(each -> list.add(literal(each)));
            return list;
        }
        if (tree.isObject()) {
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            tree.properties().forEach(each -> map.set(each.getKey(), literal(each.getValue())));
            return map;
        }
        return tree;
    }

    /** {@code [name]}. */
    static String variable(String name) {
        boolean plain = name.matches("[A-Za-z_][A-Za-z0-9_]*") && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
        return "[" + (plain ? name : quoted(name)) + "]";
    }
}
