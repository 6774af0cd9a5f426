package dev.assent.fuzz.grammar;

import static dev.assent.demo.database.DatabaseKind.MARIADB;

import dev.assent.fuzz.script.Feature;

/** Features by which a name means another table, or rows are not seen. */
final class Hiding {
    private static final String COLUMNS = " (id INT PRIMARY KEY, v INT, w VARCHAR(60))";

    private final Plot plot;
    private final Draw draw;
    private final Exotics exotics;

    Hiding(Plot plot, Draw draw, Exotics exotics) {
        this.plot = plot;
        this.draw = draw;
        this.exotics = exotics;
    }

    /** The tenant is set on the application's connection alone. */
    void rowSecurity(Feature feature) {
        plot.schema(
                feature,
                "CREATE TABLE xr (id INT PRIMARY KEY, v INT, w VARCHAR(60), tenant VARCHAR(9) DEFAULT"
                        + " current_setting('app.tenant', true))");
        exotics.rows("xr", feature);
        plot.schema(
                feature,
                "UPDATE xr SET tenant = CASE WHEN id < 4 THEN 'a' ELSE 'b' END",
                "ALTER TABLE xr ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own ON xr USING (tenant = current_setting('app.tenant', true))",
                "GRANT ALL ON SCHEMA public TO app",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO app",
                "GRANT ALL ON ALL TABLES IN SCHEMA public TO app",
                "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO app");
        plot.opening(feature, "SET ROLE app");
        plot.session(feature, "SET app.tenant = 'a'");
        plot.table(TableShape.simple("xr"));
    }

    void temporaryTable(Feature feature) {
        exotics.simple("xt", feature, COLUMNS);
        plot.session(feature, "CREATE TEMPORARY TABLE xt" + COLUMNS, "INSERT INTO xt VALUES (1, 1, 'temporary')");
        if (draw.percent(50)) {
            plot.session(feature, "INSERT INTO xt VALUES (2, 2, 'temporary')");
        }
    }

    void otherSchema(Feature feature) {
        boolean mariaDb = plot.kind() == MARIADB;
        String other = mariaDb ? "${db}o" : "o";
        exotics.simple("xn", feature, COLUMNS);
        plot.schema(
                feature,
                (mariaDb ? "CREATE DATABASE " : "CREATE SCHEMA ") + other,
                "CREATE TABLE " + other + ".xn" + COLUMNS);
        exotics.rows(other + ".xn", feature);
        if (draw.percent(60)) {
            plot.schema(
                    feature,
                    switch (plot.kind()) {
                        case H2 -> "CREATE TABLE o.undo_log AS SELECT * FROM undo_log";
                        case POSTGRES -> "CREATE TABLE o.undo_log (LIKE undo_log INCLUDING ALL)";
                        case MARIADB -> "CREATE TABLE " + other + ".undo_log LIKE ${db}.undo_log";
                    });
        }
        plot.session(
                feature,
                switch (plot.kind()) {
                    case H2 -> "SET SCHEMA o";
                    case POSTGRES -> "SET search_path TO o, public";
                    case MARIADB -> "USE " + other;
                });
        plot.table(draw.percent(80) ? TableShape.simple("xn") : TableShape.simple(other + ".xn"));
    }
}
