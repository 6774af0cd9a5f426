package dev.assent.fuzz.grammar;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.fuzz.script.Feature;
import dev.assent.fuzz.script.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What has been drawn of a scenario so far. */
final class Plot {
    private final DatabaseKind kind;
    private final Set<Feature> features;
    private final List<Sql> schema = new ArrayList<>();
    private final List<Sql> opening = new ArrayList<>();
    private final List<Sql> session = new ArrayList<>();
    private final List<Sql> warmUp = new ArrayList<>();
    private final List<Sql> meanwhile = new ArrayList<>();
    private final List<TableShape> tables = new ArrayList<>();
    private final List<Supplier<Sql>> offers = new ArrayList<>();

    Plot(DatabaseKind kind, Set<Feature> features) {
        this.kind = kind;
        this.features = features;
    }

    DatabaseKind kind() {
        return kind;
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    void schema(Sql sql) {
        schema.add(sql);
    }

    void schema(Feature because, String... statements) {
        for (String sql : statements) {
            schema.add(Sql.of(sql, because));
        }
    }

    /** A row to begin with, unless it collides with another. */
    void fill(Sql insert) {
        String text = switch (kind) {
            case H2 -> insert.text();
            case POSTGRES -> insert.text() + " ON CONFLICT DO NOTHING";
            case MARIADB -> insert.text().replaceFirst("INSERT", "INSERT IGNORE");
        };
        schema.add(new Sql(text, List.of(), insert.because()));
    }

    void opening(Feature because, String sql) {
        opening.add(Sql.of(sql, because));
    }

    void session(Feature because, String... statements) {
        for (String sql : statements) {
            session.add(Sql.of(sql, because));
        }
    }

    void warmUp(Feature because, String... statements) {
        for (String sql : statements) {
            warmUp.add(Sql.of(sql, because));
        }
    }

    void meanwhile(Feature because, String... statements) {
        for (String sql : statements) {
            meanwhile.add(Sql.of(sql, because));
        }
    }

    void table(TableShape table) {
        tables.add(table);
    }

    /** A statement that only this feature has. */
    void offer(Supplier<Sql> statement) {
        offers.add(statement);
    }

    List<TableShape> tables() {
        return tables;
    }

    List<Supplier<Sql>> offers() {
        return offers;
    }

    List<Sql> schemaSoFar() {
        return schema;
    }

    List<Sql> openingSoFar() {
        return opening;
    }

    List<Sql> sessionSoFar() {
        return session;
    }

    List<Sql> warmUpSoFar() {
        return warmUp;
    }

    List<Sql> meanwhileSoFar() {
        return meanwhile;
    }

    /** Whether a backslash in a text constant means the next character. */
    private boolean backslashEscapes() {
        return (kind == DatabaseKind.MARIADB) != has(Feature.ESCAPE_SETTING) && kind != DatabaseKind.H2;
    }

    /** As the database reads it with its settings of this scenario. */
    String quoted(String text) {
        String doubled = text.replace("'", "''");
        return '\'' + (backslashEscapes() ? doubled.replace("\\", "\\\\") : doubled) + '\'';
    }
}
