package dev.assent.datasource.dialect;

import java.util.List;

/**
 * A type's hash is the same for values that its equality, or the collation of a text, finds equal. Partitions are asked for
 * their own keys as well: the keys of a table's partitions that are one key of the table have its name.
 */
record PostgreSqlEquality() implements Equality {
    /**
     * For hash_record_extended, all types must have such a hash; it does not say in advance whether they have. Looked into are
     * two levels of domains, the elements of arrays and ranges.
     */
    @Override
    public String keysQuery() {
        return """
                WITH relation AS (
                  SELECT c.oid AS id FROM pg_catalog.pg_class c
                  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?),
                part AS (
                  SELECT id FROM relation UNION SELECT p.relid::oid FROM relation r, pg_partition_tree(r.id) p),
                key AS (
                  SELECT DISTINCT ON (root) i.*, COALESCE(pg_partition_root(i.indexrelid), i.indexrelid) AS root,
                    i.indexprs IS NOT NULL OR i.indpred IS NOT NULL AS computed
                  FROM pg_catalog.pg_index i JOIN part ON i.indrelid = part.id
                  WHERE i.indisunique ORDER BY root, i.indrelid IN (SELECT id FROM relation) DESC),
                column_of AS (
                  SELECT key.*, k, a.attname, a.attgenerated <> '' AS generated, o.collname, o.collisdeterministic,
                    quote_ident(n.nspname) || '.' || quote_ident(o.collname) AS ordering,
                    COALESCE(NULLIF(d.typbasetype, 0), NULLIF(t.typbasetype, 0), t.oid) AS base
                  FROM key CROSS JOIN generate_series(1, key.indnkeyatts) k
                  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = key.indrelid AND a.attnum = key.indkey[k - 1]
                    AND a.attnum > 0
                  JOIN pg_catalog.pg_attribute b ON b.attrelid = key.indexrelid AND b.attnum = k
                  JOIN pg_catalog.pg_type t ON t.oid = COALESCE(a.atttypid, b.atttypid)
                  LEFT JOIN pg_catalog.pg_type d ON d.oid = NULLIF(t.typbasetype, 0)
                  LEFT JOIN pg_catalog.pg_collation o ON o.oid = key.indcollation[k - 1]
                  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = o.collnamespace),
                typed AS (
                  SELECT column_of.*, t.typname, e.typtype AS kind, e.oid AS element
                  FROM column_of JOIN pg_catalog.pg_type t ON t.oid = base
                  LEFT JOIN pg_catalog.pg_range r ON t.oid = r.rngtypid OR t.oid = (to_jsonb(r)->>'rngmultitypid')::oid
                  JOIN pg_catalog.pg_type e ON e.oid = COALESCE(r.rngsubtype,
                    CASE WHEN t.typcategory = 'A' THEN NULLIF(t.typelem, 0) END, t.oid)),
                read AS (
                  SELECT typed.*, CASE
                    WHEN typname IN ('bit', 'varbit') THEN '%value::text'
                    WHEN typname = 'money' THEN '%value::numeric'
                    WHEN current_setting('server_version_num')::int >= 140000 AND (kind = 'e' OR EXISTS (
                      SELECT 1 FROM pg_catalog.pg_opclass o JOIN pg_catalog.pg_amproc p ON p.amprocfamily = o.opcfamily
                        AND p.amproclefttype = o.opcintype AND p.amprocnum = 2
                      WHERE o.opcmethod = (SELECT oid FROM pg_catalog.pg_am WHERE amname = 'hash') AND o.opcdefault
                        AND o.opcintype = CASE element WHEN 'varchar'::regtype THEN 'text'::regtype
                          WHEN 'cidr'::regtype THEN 'inet'::regtype ELSE element END))
                    THEN '%value' || COALESCE(' COLLATE ' || ordering, '') END AS form
                  FROM typed)
                SELECT c.relname, CASE WHEN NOT computed AND NOT generated THEN attname END,
                  replace(form, '%value', CASE WHEN attname IS NULL THEN '(' || pg_get_indexdef(indexrelid, k::int, false) || ')'
                    WHEN computed THEN quote_ident(attname) ELSE '%row.' || quote_ident(attname) END),
                  CASE WHEN computed THEN COALESCE(pg_get_expr(indpred, indrelid), 'true') ELSE '' END,
                  COALESCE((to_jsonb(read)->>'indnullsnotdistinct')::boolean, false), indisprimary,
                  kind = 'e' OR typname IN ('bool', 'int2', 'int4', 'int8', 'oid', 'uuid', 'date', 'timestamp', 'bytea')
                    OR (typname IN ('text', 'varchar') AND collisdeterministic),
                  indimmediate AND indisvalid AND indrelid IN (SELECT id FROM relation)
                FROM read JOIN pg_catalog.pg_class c ON c.oid = read.root ORDER BY read.root, k""";
    }

    /** What is computed is written in plain names of columns: they are read of a row that stands alone. */
    @Override
    public String spelling(List<String> parts, String condition, boolean nullsAreEqual) {
        String all = String.join(", ", parts);
        String held = (condition.isEmpty() ? "true" : '(' + condition + ')')
                + (nullsAreEqual ? "" : " AND num_nulls(" + all + ") = 0");
        String hash = "CASE WHEN " + held + " THEN hash_record_extended(ROW(" + all + "), 0)::text END";
        return condition.isEmpty() ? hash : "(SELECT " + hash + " FROM (SELECT " + ROW + ".*) AS the_row)";
    }
}
