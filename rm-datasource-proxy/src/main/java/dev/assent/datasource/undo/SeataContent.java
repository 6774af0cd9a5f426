package dev.assent.datasource.undo;

import dev.assent.datasource.undo.UndoItem.Kind;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Seata's clients write into an undo row, as Jackson or fastjson spells it: a tree of statements, images, rows and
 * fields. Class names are compared with the few that Seata's own classes have, with the prefix of its releases 1.x or 2.x;
 * no name is ever looked up.
 */
final class SeataContent {
    private static final Pattern PREFIX = Pattern.compile("(org\\.apache|io)\\.seata\\.rm\\.datasource\\.");
    private static final Pattern STEP = Pattern.compile("\\.(\\w+)|\\[(\\d{1,9})]");
    private static final String LIST = "java.util.ArrayList";

    private final @Nullable Object root;
    private int fieldsLeft;

    private SeataContent(@Nullable Object root, int fieldsLeft) {
        this.root = root;
        this.fieldsLeft = fieldsLeft;
    }

    /** @throws IllegalArgumentException if it is anything else */
    static List<Statement> read(byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is no UTF-8", e);
        }
        return new SeataContent(LooseJson.parse(text), text.length()).statements();
    }

    private List<Statement> statements() {
        Map<String, @Nullable Object> log = object(root, "undo.BranchUndoLog");
        List<Statement> statements = new ArrayList<>();
        for (Object element : list(log.get("sqlUndoLogs"))) {
            Map<String, @Nullable Object> statement = object(element, "undo.SQLUndoLog");
            statements.add(new Statement(
                    kind(text(statement, "sqlType")),
                    text(statement, "tableName"),
                    rows(statement.get("beforeImage")),
                    rows(statement.get("afterImage"))));
        }
        return statements;
    }

    private static Kind kind(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("its sqlType is " + name);
    }

    private List<List<Field>> rows(@Nullable Object image) {
        if (resolved(image) == null) {
            return List.of();
        }
        Map<String, @Nullable Object> records =
                object(image, "sql.struct.TableRecords", "sql.struct.TableRecords$EmptyTableRecords");
        List<List<Field>> rows = new ArrayList<>();
        for (Object row : list(records.get("rows"))) {
            List<Field> fields = new ArrayList<>();
            for (Object field : list(object(row, "sql.struct.Row").get("fields"))) {
                fields.add(field(field));
            }
            rows.add(fields);
        }
        return rows;
    }

    private Field field(@Nullable Object node) {
        if (fieldsLeft-- <= 0) { // by references a short text can mean any number of them
            throw new IllegalArgumentException("it refers to the same rows again and again");
        }
        Map<String, @Nullable Object> field = object(node, "sql.struct.Field");
        if (!(field.get("type") instanceof BigDecimal type)) {
            throw new IllegalArgumentException("the type of a field is " + field.get("type"));
        }
        return new Field(text(field, "name"), exactInt(type), SeataValue.of(resolved(field.get("value"))));
    }

    private static int exactInt(BigDecimal number) {
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the type of a field is " + number, e);
        }
    }

    /** The members of an object, which is of one of these classes if it names one. */
    private Map<String, @Nullable Object> object(@Nullable Object node, String... classes) {
        Map<String, @Nullable Object> members = members(resolved(node));
        for (String tag : List.of("@class", "@type")) {
            Object name = members.get(tag);
            if (name != null
                    && !List.of(classes)
                            .contains(PREFIX.matcher(name.toString()).replaceFirst(""))) {
                throw new IllegalArgumentException("it holds a " + name + " where " + classes[0] + " belongs");
            }
        }
        return members;
    }

    @SuppressWarnings("unchecked") // a parsed object has texts as keys
    private static Map<String, @Nullable Object> members(@Nullable Object node) {
        if (node instanceof Map<?, ?> members) {
            return (Map<String, @Nullable Object>) members;
        }
        throw new IllegalArgumentException("an object is missing");
    }

    /** Jackson writes the class of a list before it. */
    private List<? extends @Nullable Object> list(@Nullable Object node) {
        if (!(resolved(node) instanceof List<?> list)) {
            throw new IllegalArgumentException("a list is missing");
        }
        boolean tagged = list.size() == 2 && LIST.equals(list.get(0)) && list.get(1) instanceof List<?>;
        return tagged ? (List<?>) list.get(1) : list;
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the member " + name + " is " + members.get(name));
    }

    /** Follows a reference of fastjson's, {@code {"$ref":"$.sqlUndoLogs[0].afterImage"}}; one to another is not followed. */
    private @Nullable Object resolved(@Nullable Object node) {
        if (!(node instanceof Map<?, ?> members) || !members.containsKey("$ref")) {
            return node;
        }
        String path = String.valueOf(members.get("$ref"));
        Object found = root;
        Matcher step = STEP.matcher(path);
        int at = 1;
        while (step.find() && step.start() == at) {
            found = step.group(1) != null ? members(found).get(step.group(1)) : element(found, step.group(2));
            at = step.end();
        }
        if (!path.startsWith("$") || at != path.length() || found == root) {
            throw new IllegalArgumentException("it refers to " + path);
        }
        return found;
    }

    private static @Nullable Object element(@Nullable Object node, String index) {
        if (node instanceof List<?> list && Integer.parseInt(index) < list.size()) {
            return list.get(Integer.parseInt(index));
        }
        throw new IllegalArgumentException("it refers to element " + index + " of something shorter");
    }

    /** What one statement did to one table, as Seata saw it. */
    record Statement(Kind kind, String table, List<List<Field>> before, List<List<Field>> after) {
        List<List<Field>> rows() {
            List<List<Field>> rows = new ArrayList<>(before);
            rows.addAll(after);
            return rows;
        }
    }

    /**
     * A column of a row.
     *
     * @param type of {@link java.sql.Types}, as the driver of the client said
     */
    record Field(String name, int type, SeataValue value) {}

    /** The fields of a row by name in lower case. */
    static Map<String, Field> byName(List<Field> row) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Field field : row) {
            String name = field.name().replaceAll("^[`\"]|[`\"]$", "").toLowerCase(Locale.ROOT);
            if (fields.put(name, field) != null) {
                throw new IllegalArgumentException("the column " + field.name() + " stands twice in a row");
            }
        }
        return fields;
    }
}
