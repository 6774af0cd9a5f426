package dev.assent.datasource.dialect;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * PostgreSQL 12 and later. Its text form of a value keeps it exactly for every type it has, and an untyped parameter
 * takes the column's type: enums, JSON, arrays, ranges, NaN and infinite dates need nothing else.
 */
public record PostgreSql() implements Dialect {
    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Folding folding() {
        return Folding.LOWER;
    }

    @Override
    public String resourceId(String url) {
        int query = url.indexOf('?');
        String schema = query < 0
                ? ""
                : Arrays.stream(url.substring(query + 1).split("&", -1))
                        .filter(parameter -> parameter.startsWith("currentSchema="))
                        .findFirst()
                        .map(parameter -> '?' + parameter.replace(',', '!'))
                        .orElse("");
        return Dialect.super.resourceId(url) + schema;
    }

    @Override
    public Optional<ColumnFormat> form(int jdbcType, String typeName) {
        return Optional.ofNullable(
                switch (typeName) {
                    case "bool" -> ColumnFormat.plain(ValueKind.BOOLEAN);
                    case "int2", "int4", "int8", "serial", "bigserial", "smallserial" ->
                        ColumnFormat.plain(ValueKind.INTEGER);
                    case "float4" -> ColumnFormat.plain(ValueKind.FLOAT);
                    case "float8" -> ColumnFormat.plain(ValueKind.DOUBLE);
                    case "text", "varchar" -> ColumnFormat.plain(ValueKind.TEXT);
                    // compared with a text of known type it would lose its blanks first
                    case "bpchar" -> ColumnFormat.plain(ValueKind.NATIVE);
                    case "bytea" -> ColumnFormat.plain(ValueKind.BYTES);
                    case "uuid" -> ColumnFormat.plain(ValueKind.UUID);
                    // its text depends on the session's time zone, which is another one at the undo
                    case "timestamptz" ->
                        new ColumnFormat(
                                ValueKind.NATIVE,
                                "CAST(%s AT TIME ZONE 'UTC' AS text)",
                                "(CAST(? AS timestamp) AT TIME ZONE 'UTC')");
                    case "_timestamptz", "tstzrange", "tstzmultirange", "_tstzrange" -> null;
                    default -> new ColumnFormat(ValueKind.NATIVE, "CAST(%s AS text)", "?");
                });
    }

    @Override
    public String emptyBytes() {
        return "''";
    }

    @Override
    public String overriding() {
        return " OVERRIDING SYSTEM VALUE";
    }

    @Override
    public boolean dollarQuotes() {
        return true;
    }

    /** {@code now()} and its kin stand still within a transaction, these do not. */
    @Override
    public Set<String> unstableFunctions() {
        return Set.of(
                "RANDOM", "CLOCK_TIMESTAMP", "STATEMENT_TIMESTAMP", "TIMEOFDAY", "GEN_RANDOM_UUID", "UUIDV4", "UUIDV7");
    }
}
