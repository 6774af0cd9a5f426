package dev.assent.databases;

import dev.assent.datasource.TypesContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresTypesTest extends TypesContract {
    private final Map<String, List<String>> taken = new LinkedHashMap<>();
    private final DataSource target;

    PostgresTypesTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected List<String> types() throws SQLException {
        run(
                "CREATE DOMAIN moment AS timestamptz",
                "CREATE DOMAIN later AS moment",
                "CREATE DOMAIN short AS varchar(20)",
                "CREATE DOMAIN fixed AS char(4)",
                "CREATE DOMAIN loose AS bpchar",
                "CREATE TYPE mood AS ENUM ('a', 'A b ')",
                "CREATE TYPE shade AS ENUM ('a', '1')",
                "CREATE FUNCTION spelt(shade) RETURNS text LANGUAGE sql IMMUTABLE RETURN 'other'",
                "CREATE CAST (shade AS text) WITH FUNCTION spelt(shade) AS IMPLICIT",
                "CREATE TYPE pair AS (a int, b numeric)",
                "CREATE TYPE seen AS (a int, b moment)",
                "CREATE TYPE holds_seen AS (a seen)",
                "CREATE TYPE floats AS RANGE (subtype = float8)",
                "CREATE TABLE whole (a int, b text)");
        run("""
                CREATE FUNCTION takes(type text, value text) RETURNS boolean LANGUAGE plpgsql AS $$
                DECLARE taken boolean;
                BEGIN
                  EXECUTE 'SELECT pg_input_is_valid($1, $2)' INTO taken USING value, type;
                  RETURN taken;
                EXCEPTION WHEN OTHERS THEN RETURN false;
                END $$""");
        for (String row : rows(taken())) {
            int end = row.lastIndexOf('|');
            taken.computeIfAbsent(row.substring(0, end), type -> new ArrayList<>())
                    .add(row.substring(end + 1));
        }
        return List.copyOf(taken.keySet());
    }

    /** Rows of nothing for the types of rows; names of objects are looked at as such alone. */
    private String taken() {
        return """
                SELECT %1$s, quote_literal(v.value)
                FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem LEFT JOIN pg_class c ON c.oid IN (t.typrelid, e.typrelid)
                CROSS JOIN LATERAL (VALUES (%2$s), ((
                  SELECT CASE WHEN t.typrelid <> 0 THEN r.nothing ELSE '{"' || r.nothing || '"}' END FROM (
                    SELECT '(' || string_agg('', ',') || ')' AS nothing FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum > 0) r))) AS v(value)
                WHERE t.typisdefined AND 'p' NOT IN (t.typtype, COALESCE(e.typtype, 'b'))
                  AND COALESCE(c.relname NOT IN ('undo_log', 'assent_database', 'account', 'stock', 'entry', 'pg_statistic_ext_data'), true)
                  AND NOT EXISTS (SELECT 1 FROM pg_attribute a JOIN pg_type p ON p.oid = a.atttypid
                                  WHERE a.attrelid = c.oid AND p.typtype = 'p')
                  AND NOT (t.typname LIKE '\\_reg%%' AND v.value <> '{}') AND takes(%1$s, v.value)
                ORDER BY t.oid, v.value""".formatted(
                        "CASE t.typname WHEN 'bpchar' THEN 'bpchar' WHEN 'bit' THEN 'bit(8)' ELSE format_type(t.oid, NULL) END",
                        String.join("), (", all()));
    }

    @Override
    protected List<String> taken(String type) {
        return taken.getOrDefault(type, List.of());
    }

    @Override
    protected List<String> literals() {
        return List.of(
                "'{}'",
                "'{1,2}'",
                "'{NULL,a}'",
                "'{-0,NaN}'",
                "'{{1,2},{3,4}}'",
                "'{2020-01-01 10:00:00+02}'",
                "'[1,5)'",
                "'empty'",
                "'{[1,3),[5,9)}'",
                "'[2020-01-01,2021-01-01)'",
                "'(1,2)'",
                "'(1,1.50)'",
                "'(1,2020-01-01 10:00:00Z)'",
                "'(\"(1,2020-01-01 10:00:00Z)\")'",
                "'(1,2),(3,4)'",
                "'<(1,2),3>'",
                "'{1,-1,0}'",
                "'[(0,0),(1,1)]'",
                "'((0,0),(1,1))'",
                "'192.168.0.1/24'",
                "'192.168.0.0/24'",
                "'08:00:2b:01:02:03'",
                "'08:00:2b:01:02:03:04:05'",
                "'pg_class'",
                "'a & b'",
                "'a:1 b:2'",
                "'$.a'",
                "'<a/>'",
                "'10:20:10'",
                "'16/B374D848'",
                "'(0,1)'",
                "'\\x00ff'",
                "'\\x'",
                "'-infinity'",
                "'0044-03-15 BC'",
                "'24:00:00'",
                "'1 year -2 mons'",
                "'postgres=r/postgres'",
                "'english'",
                "'simple'",
                "'+'",
                "'integer'",
                "'public'",
                "'postgres'");
    }

    @Override
    protected List<String> refused() throws SQLException {
        List<String> refused = new ArrayList<>(List.of(
                "timestamp with time zone[]",
                "information_schema.time_stamp[]",
                "tstzrange",
                "tstzrange[]",
                "tstzmultirange",
                "tstzmultirange[]",
                "gtsvector[]",
                "seen",
                "seen[]",
                "holds_seen",
                "holds_seen[]",
                "moment[]",
                "later[]"));
        taken.keySet().stream().filter(type -> type.matches("reg.*\\[]")).forEach(refused::add);
        List<String> rows = rows("""
                SELECT format_type(t.oid, NULL) FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem
                WHERE t.typnamespace <> 'public'::regnamespace AND EXISTS (
                  SELECT 1 FROM pg_attribute a WHERE a.attrelid IN (t.typrelid, e.typrelid) AND a.attrelid <> 0
                    AND a.attnum > 0 AND format_type(a.atttypid, NULL) ~ '^reg|with time zone|time_stamp|node_tree|pg_dependencies')""");
        rows.retainAll(taken.keySet());
        refused.addAll(rows);
        return refused;
    }

    @Override
    protected String otherSettings() {
        return "SET TIME ZONE 'Asia/Tokyo'";
    }

    @Override
    protected String exactly(String column) {
        return "ROW(" + column + ")::text"; // a CHAR as text has lost its blanks
    }
}
