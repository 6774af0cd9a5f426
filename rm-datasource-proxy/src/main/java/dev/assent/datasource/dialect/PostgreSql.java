package dev.assent.datasource.dialect;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * PostgreSQL 12 and later. Its text form of a value keeps it exactly for every type it has, and an untyped parameter
 * takes the column's type: enums, JSON, arrays, ranges, NaN and infinite dates need nothing else.
 */
public record PostgreSql() implements Dialect {
    private static final String OF_USERS = """
            p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
            AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
                            WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')""";

    /** As the output function of the type spells it and its input function reads it: a conversion may be a user's, or lose blanks. */
    private static final String AS_TEXT = "CASE WHEN pg_catalog.num_nulls(%s) = 0 THEN pg_catalog.concat(%s) END";

    /** The types whose values are objects of the catalogue, such as regclass. */
    private static final String OBJECT = "an object";

    private static final String WRITERS = "count(*) || '/' || sum(x.xmin::text::bigint)";

    /**
     * For tables whose columns have types of the database itself, which never change: the names of schema, indexes, of the table
     * that it is a partition of, and of tables that refer to it with their columns; row security, which depends on the role; names of functions; what
     * casts and hashes there are.
     */
    private static final String BESIDE = """
            SELECT concat_ws(' ', c.relnamespace::regnamespace, row_security_active(c.oid),
              (SELECT r.relnamespace::regnamespace || '.' || r.relname FROM pg_catalog.pg_class r
               WHERE c.relispartition AND r.oid = pg_partition_root(c.oid)),
              (SELECT %1$s FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
               WHERE i.indrelid = c.oid),
              (SELECT string_agg(concat_ws(' ', x.relnamespace::regnamespace, x.relname, x.relkind, x.relispartition, (
                 SELECT string_agg(a.attname, ' ' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
                 WHERE a.attrelid = f.conrelid AND a.attnum = ANY (f.conkey))), ',' ORDER BY k.oid)
               FROM pg_catalog.pg_trigger k JOIN pg_catalog.pg_constraint f ON f.oid = k.tgconstraint
               JOIN pg_catalog.pg_class x ON x.oid = f.conrelid WHERE k.tgrelid = c.oid AND f.confrelid = c.oid),
              (SELECT %1$s FROM pg_catalog.pg_proc x WHERE x.oid >= 16384),
              (SELECT %1$s FROM pg_catalog.pg_cast x WHERE x.oid >= 16384),
              (SELECT %1$s FROM pg_catalog.pg_opclass x WHERE x.oid >= 16384))
            FROM pg_catalog.pg_class c WHERE c.oid = to_regclass(?) AND NOT EXISTS (
              SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.atttypid >= 16384)""".formatted(WRITERS);

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
                    // their text is a name of an object, which may be that of others too
                    case OBJECT ->
                        new ColumnFormat(ValueKind.NATIVE, "CAST(CAST(%s AS oid) AS text)", "CAST(? AS oid)");
                    default -> new ColumnFormat(ValueKind.NATIVE, AS_TEXT, "?");
                });
    }

    /** Settings are asked for one by one: the view of all of them makes all of them, which takes milliseconds. */
    @Override
    public String sessionQuery() {
        return """
                SELECT current_schemas(false)::text, current_user || ' ' || current_setting('row_security'),
                  CASE WHEN pg_my_temp_schema() = 0 THEN false
                       ELSE EXISTS (SELECT 1 FROM pg_catalog.pg_class WHERE relnamespace = pg_my_temp_schema()) END,
                  CASE WHEN current_setting('standard_conforming_strings') = 'on' THEN ''
                       ELSE 'standard_conforming_strings off' END,
                  concat_ws(', ', 'DateStyle ' || current_setting('DateStyle'),
                    'IntervalStyle ' || current_setting('IntervalStyle'),
                    'bytea_output ' || current_setting('bytea_output'),
                    'extra_float_digits ' || current_setting('extra_float_digits'),
                    'lc_monetary ' || current_setting('lc_monetary'),
                    'xmlbinary ' || current_setting('xmlbinary'),
                    'xmloption ' || current_setting('xmloption')),
                  current_setting('transaction_isolation') IN ('read committed', 'read uncommitted')""";
    }

    @Override
    public Optional<String> relationQuery() {
        return Optional.of("""
                SELECT n.nspname, c.relname, rn.nspname, r.relname FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_class r ON r.oid = COALESCE(pg_partition_root(c.oid), c.oid)
                JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace WHERE c.oid = to_regclass(?)""");
    }

    @Override
    public Equality equality() {
        return new PostgreSqlEquality();
    }

    /**
     * Row security depends on the role and its settings; which rows phase two sees is therefore open. An UPDATE that moves a row
     * to another partition deletes it in one and inserts it into the other, for triggers too.
     */
    @Override
    public String factsQuery() {
        return """
                WITH RECURSIVE relation AS (
                  SELECT c.* , c.oid AS id FROM pg_catalog.pg_class c
                  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?),
                part AS (
                  SELECT id FROM relation UNION SELECT p.relid::oid FROM relation r, pg_partition_tree(r.id) p),
                holds(type) AS (
                  SELECT a.atttypid FROM pg_catalog.pg_attribute a JOIN relation ON a.attrelid = relation.id
                  WHERE a.attnum > 0 AND NOT a.attisdropped
                  UNION
                  SELECT held.type FROM holds h JOIN pg_catalog.pg_type t ON t.oid = h.type CROSS JOIN LATERAL (
                    SELECT t.typbasetype WHERE t.typtype = 'd'
                    UNION ALL SELECT t.typelem WHERE t.typcategory = 'A' AND t.typelem <> 0
                    UNION ALL SELECT r.rngsubtype FROM pg_catalog.pg_range r
                      WHERE t.oid IN (r.rngtypid, (to_jsonb(r)->>'rngmultitypid')::oid)
                    UNION ALL SELECT f.atttypid FROM pg_catalog.pg_attribute f
                      WHERE t.typtype = 'c' AND f.attrelid = t.typrelid AND f.attnum > 0 AND NOT f.attisdropped
                  ) AS held(type))
                SELECT 'TRIGGER', t.tgname,
                  concat_ws(',', CASE WHEN t.tgtype & 4 > 0 THEN 'INSERT' END,
                    CASE WHEN t.tgtype & 8 > 0 THEN 'DELETE' END, CASE WHEN t.tgtype & CASE WHEN moves THEN 28 ELSE 16 END > 0 THEN 'UPDATE' END)
                FROM pg_catalog.pg_trigger t JOIN part ON t.tgrelid = part.id
                CROSS JOIN (SELECT bool_or(relkind = 'p') AS moves FROM relation) AS r
                WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'
                UNION ALL
                SELECT 'REWRITE_RULE', w.rulename, '' FROM pg_catalog.pg_rewrite w JOIN part ON w.ev_class = part.id
                WHERE w.ev_type <> '1' AND w.ev_enabled <> 'D'
                UNION ALL
                SELECT 'NO_TRANSACTIONS', c.relname, '' FROM pg_catalog.pg_class c JOIN part ON c.oid = part.id
                WHERE c.relkind = 'f'
                UNION ALL
                SELECT 'UNKNOWN_FUNCTION', p.proname, '' FROM pg_catalog.pg_depend d
                LEFT JOIN pg_catalog.pg_operator o ON d.refclassid = 'pg_operator'::regclass AND o.oid = d.refobjid
                JOIN pg_catalog.pg_proc p
                  ON p.oid = CASE WHEN d.refclassid = 'pg_proc'::regclass THEN d.refobjid ELSE o.oprcode END
                WHERE %1$s AND (
                  (d.classid = 'pg_attrdef'::regclass
                    AND d.objid IN (SELECT a.oid FROM pg_catalog.pg_attrdef a JOIN part ON a.adrelid = part.id))
                  OR (d.classid = 'pg_class'::regclass
                    AND d.objid IN (SELECT i.indexrelid FROM pg_catalog.pg_index i JOIN part ON i.indrelid = part.id))
                  OR (d.classid = 'pg_type'::regclass AND d.objid IN (SELECT type FROM holds))
                  OR (d.classid = 'pg_constraint'::regclass AND d.objid IN (
                    SELECT k.oid FROM pg_catalog.pg_constraint k JOIN part ON k.conrelid = part.id
                    UNION ALL SELECT k.oid FROM pg_catalog.pg_constraint k JOIN holds ON k.contypid = holds.type)))
                UNION ALL
                SELECT 'UNKNOWN_FUNCTION', p.proname, '' FROM pg_catalog.pg_cast k
                JOIN pg_catalog.pg_proc p ON p.oid = k.castfunc
                WHERE %1$s AND (k.castsource IN (SELECT type FROM holds) OR k.casttarget IN (SELECT type FROM holds))
                UNION ALL
                SELECT 'REFERENCE', k.conrelid::regclass::text, concat_ws(' ',
                  CASE k.confupdtype WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 ELSE 3 END,
                  CASE k.confdeltype WHEN 'c' THEN 0 WHEN 'n' THEN 2 WHEN 'd' THEN 4 ELSE 3 END, a.attname)
                FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_attribute a
                  ON a.attrelid = k.confrelid AND a.attnum = ANY (k.confkey)
                WHERE k.contype = 'f' AND k.confrelid IN (
                  SELECT id FROM part UNION ALL SELECT p.relid FROM relation r, pg_partition_ancestors(r.id) p)
                  AND NOT EXISTS (
                    SELECT 1 FROM relation r JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
                    WHERE r.id = k.confrelid AND r.relkind = 'r' AND NOT r.relispartition
                      AND c.relkind = 'r' AND NOT c.relispartition)
                UNION ALL SELECT 'TEMPORARY_TABLE', relname, '' FROM relation WHERE relpersistence = 't'
                UNION ALL SELECT 'ROW_SECURITY', relname, '' FROM relation WHERE row_security_active(id)
                UNION ALL
                SELECT 'INHERITED_TABLE', i.inhrelid::regclass::text, '' FROM relation r
                JOIN pg_catalog.pg_inherits i ON i.inhparent = r.id WHERE r.relkind = 'r'""".formatted(OF_USERS);
    }

    /**
     * The type that a domain is made of, where it matters. A point in time within another value is spelt in the session's time
     * zone, which is another one at the undo; of some types, no value can be written at all.
     */
    @Override
    public String columnsQuery() {
        return """
                WITH RECURSIVE columns AS (
                  SELECT a.attname, a.atttypid, a.attidentity FROM pg_catalog.pg_attribute a
                  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                  WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped),
                holds(attname, type, within) AS (
                  SELECT attname, atttypid, false FROM columns
                  UNION
                  SELECT h.attname, held.type, h.within OR held.within
                  FROM holds h JOIN pg_catalog.pg_type t ON t.oid = h.type CROSS JOIN LATERAL (
                    SELECT t.typbasetype, false WHERE t.typtype = 'd'
                    UNION ALL SELECT t.typelem, true WHERE t.typcategory = 'A' AND t.typelem <> 0
                    UNION ALL SELECT r.rngsubtype, true FROM pg_catalog.pg_range r
                      WHERE t.oid IN (r.rngtypid, (to_jsonb(r)->>'rngmultitypid')::oid)
                    UNION ALL SELECT f.atttypid, true FROM pg_catalog.pg_attribute f
                      WHERE t.typtype = 'c' AND f.attrelid = t.typrelid AND f.attnum > 0 AND NOT f.attisdropped
                  ) AS held(type, within))
                SELECT c.attname,
                  CASE WHEN bool_or(h.within AND (t.oid = 'timestamptz'::regtype OR %1$s)
                      OR t.typnamespace = 'pg_catalog'::regnamespace AND (starts_with(t.typname, 'pg_brin_') OR t.typname IN (
                        'pg_node_tree', 'pg_ndistinct', 'pg_dependencies', 'pg_mcv_list', 'gtsvector'))) THEN NULL
                    WHEN bool_or(t.oid = 'timestamptz'::regtype) THEN 'timestamptz'
                    WHEN bool_or(%1$s) THEN '%2$s'
                    WHEN own.typnamespace = 'pg_catalog'::regnamespace THEN own.typname
                    ELSE format_type(own.oid, NULL) END,
                  false, c.attidentity = 'a'
                FROM columns c JOIN pg_catalog.pg_type own ON own.oid = c.atttypid
                JOIN holds h ON h.attname = c.attname JOIN pg_catalog.pg_type t ON t.oid = h.type
                GROUP BY c.attname, c.attidentity, own.oid, own.typname, own.typnamespace""".formatted(
                        "(t.typnamespace = 'pg_catalog'::regnamespace AND starts_with(t.typname, 'reg') AND t.typtype = 'b')",
                        OBJECT);
    }

    /**
     * The transactions that have written the table's rows in the catalogue. A foreign key to a table has triggers on it, and the
     * first trigger, rule or child of a table is noted in its own row, as are its checks. With a partitioned table its partitions count,
     * whose triggers run too.
     */
    @Override
    public List<StampQuery> stampQueries() {
        String plain = "c.relkind = 'r' AND NOT c.relhasrules AND NOT c.relhassubclass";
        String triggers = ",\n  (SELECT " + WRITERS + " FROM pg_catalog.pg_trigger x WHERE x.tgrelid = c.oid)";
        return List.of(
                new StampQuery(ofPlainTable("", plain + " AND NOT c.relhastriggers"), true, Optional.of(BESIDE)),
                new StampQuery(ofPlainTable(triggers, plain), true, Optional.of(BESIDE)),
                new StampQuery("""
                        SELECT c.oid || ' ' || sum(s.rows) || ' ' || sum(s.writers) FROM pg_catalog.pg_class c
                        CROSS JOIN LATERAL (
                          SELECT c.oid AS part UNION SELECT p.relid FROM pg_partition_tree(c.oid) p WHERE c.relkind = 'p') AS t
                        CROSS JOIN LATERAL (
                          SELECT 1 AS rows, x.xmin::text::bigint AS writers FROM pg_catalog.pg_class x WHERE x.oid = t.part
                          UNION ALL SELECT count(*), sum(x.xmin::text::bigint) FROM pg_catalog.pg_attribute x
                            WHERE x.attrelid = t.part AND x.attnum > 0
                          UNION ALL SELECT count(*), sum(x.xmin::text::bigint) FROM pg_catalog.pg_trigger x WHERE x.tgrelid = t.part
                          UNION ALL SELECT count(*), sum(x.xmin::text::bigint) FROM pg_catalog.pg_index x WHERE x.indrelid = t.part
                          UNION ALL SELECT count(*), sum(x.xmin::text::bigint) FROM pg_catalog.pg_rewrite x WHERE x.ev_class = t.part
                          UNION ALL SELECT count(*), sum(x.xmin::text::bigint) FROM pg_catalog.pg_inherits x WHERE x.inhparent = t.part
                        ) AS s WHERE c.oid = to_regclass(?) GROUP BY c.oid""", true, Optional.empty()));
    }

    private static String ofPlainTable(String further, String condition) {
        return """
                SELECT concat_ws(' ', c.oid, c.xmin,
                  (SELECT %1$s FROM pg_catalog.pg_attribute x WHERE x.attrelid = c.oid AND x.attnum > 0),
                  (SELECT %1$s FROM pg_catalog.pg_index x WHERE x.indrelid = c.oid)%2$s)
                FROM pg_catalog.pg_class c WHERE c.oid = to_regclass(?) AND %3$s""".formatted(WRITERS, further, condition);
    }

    @Override
    public String existsQuery() {
        return """
                SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ?""";
    }

    /**
     * A function that is declared stable or immutable cannot change rows, the database stops it; but the functions can that it
     * calls, which it may also name in a text that it makes. A function of a row is called like a column too.
     */
    @Override
    public String routinesQuery() {
        return """
                SELECT p.proname, p.provolatile = 'v' OR d.text ~* '\\m(execute|call|set_config|setval|dblink\\w*|lo_\\w+)\\M',
                  d.text, COALESCE(t.typtype = 'c' OR t.typname IN ('record', 'anyelement', 'anycompatible'), false)
                FROM pg_catalog.pg_proc p LEFT JOIN pg_catalog.pg_type t ON t.oid = p.proargtypes[0]
                CROSS JOIN LATERAL (SELECT CASE
                  WHEN p.provolatile = 'v' THEN ''
                  WHEN p.prokind = 'a' THEN (SELECT concat_ws(' ', a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggmtransfn,
                    a.aggminvtransfn, a.aggmfinalfn) FROM pg_catalog.pg_aggregate a WHERE a.aggfnoid = p.oid)
                  ELSE pg_get_functiondef(p.oid) END) AS d(text)
                WHERE p.prorettype <> 'trigger'::regtype AND %s""".formatted(OF_USERS);
    }

    @Override
    public Optional<String> callersQuery() {
        return Optional.of(viewsQuery() + """

                UNION ALL
                SELECT t.typname, concat_ws(' ', format_type(t.typbasetype, NULL), t.typdefault,
                  (SELECT string_agg(pg_get_constraintdef(k.oid), ' ') FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid))
                FROM pg_catalog.pg_type t WHERE t.typtype = 'd' AND t.typnamespace <> 'information_schema'::regnamespace
                UNION ALL
                SELECT c.relname, (SELECT string_agg(format_type(a.atttypid, NULL), ' ') FROM pg_catalog.pg_attribute a
                  WHERE a.attrelid = c.oid AND a.attnum > 0)
                FROM pg_catalog.pg_class c WHERE c.relkind = 'c' AND c.relnamespace <> 'information_schema'::regnamespace
                UNION ALL
                SELECT t.typname, p.proname FROM pg_catalog.pg_cast k JOIN pg_catalog.pg_proc p ON p.oid = k.castfunc
                JOIN pg_catalog.pg_type t ON t.oid = k.casttarget WHERE %1$s
                UNION ALL
                SELECT o.oprname, p.proname FROM pg_catalog.pg_operator o JOIN pg_catalog.pg_proc p ON p.oid = o.oprcode
                WHERE %1$s
                UNION ALL
                SELECT c.relname, concat_ws(' ', pg_get_expr(y.polqual, y.polrelid), pg_get_expr(y.polwithcheck, y.polrelid))
                FROM pg_catalog.pg_policy y JOIN pg_catalog.pg_class c ON c.oid = y.polrelid""".formatted(OF_USERS));
    }

    @Override
    public String viewsQuery() {
        return """
                SELECT c.relname, pg_get_viewdef(c.oid) FROM pg_catalog.pg_class c
                WHERE c.relkind = 'v' AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)""";
    }

    @Override
    public String emptyBytes() {
        return "''";
    }

    @Override
    public String overriding() {
        return " OVERRIDING SYSTEM VALUE";
    }

    /** {@code FOR UPDATE} would keep out new rows that refer to these, which the change itself lets in. */
    @Override
    public String forChange(String table, boolean keys) {
        List<String> parts = identifiers(table);
        return (keys ? " FOR UPDATE OF " : " FOR NO KEY UPDATE OF ") + quoted(parts.get(parts.size() - 1));
    }

    @Override
    public boolean defaultsReferToRows() {
        return true;
    }

    @Override
    public boolean listsInOneParameter() {
        return true;
    }

    @Override
    public boolean updatesReturnRows() {
        return true;
    }

    @Override
    public boolean statementsOfOneTextAreOneTransaction() {
        return true;
    }

    @Override
    public boolean newRowsAreReturned() {
        return true;
    }

    @Override
    public boolean merges() {
        return true;
    }

    @Override
    public boolean anySymbolIsAnOperator() {
        return true;
    }

    @Override
    public boolean dollarQuotes() {
        return true;
    }

    /** {@code now()} and its kin stand still within a transaction, these do not. */
    @Override
    public Set<String> unstableFunctions() {
        return Set.of(
                "RANDOM",
                "NEXTVAL",
                "CLOCK_TIMESTAMP",
                "STATEMENT_TIMESTAMP",
                "TIMEOFDAY",
                "GEN_RANDOM_UUID",
                "UUIDV4",
                "UUIDV7");
    }

    /** Ends with the transaction. */
    @Override
    public List<String> limitLockWaits(Duration most) {
        return List.of("SET LOCAL lock_timeout = " + Math.max(1, most.toMillis()));
    }
}
