package dev.assent.datasource.dialect;

import java.util.List;
import java.util.stream.Collectors;

/** H2 compares texts letter by letter, with or without case, unless the database has a collation. */
record H2Equality() implements Equality {
    /** Two letters are lower case of others only one by one: as parts of a text, they become two letters each. */
    @Override
    public String keysQuery() {
        return """
                SELECT i.INDEX_NAME, CASE WHEN c.IS_GENERATED = 'ALWAYS' THEN NULL ELSE c.COLUMN_NAME END,
                  CASE WHEN c.DATA_TYPE IN ('ARRAY', 'ROW', 'JAVA_OBJECT', 'GEOMETRY', 'JSON')
                         OR c.COLLATION_NAME <> 'OFF' THEN NULL
                       ELSE REPLACE(CASE c.DATA_TYPE
                         WHEN 'VARCHAR_IGNORECASE' THEN 'LOWER(UPPER(TRANSLATE(%column, U&''\\0130\\1E9E'', U&''i\\00DF'')))'
                         WHEN 'CHARACTER' THEN 'RTRIM(CAST(%column AS VARCHAR))'
                         WHEN 'DECFLOAT' THEN 'CAST(CAST(%column AS DOUBLE PRECISION) AS VARCHAR)'
                         WHEN 'TIMESTAMP WITH TIME ZONE' THEN 'CAST(%column AT TIME ZONE ''UTC'' AS VARCHAR)'
                         WHEN 'TIME WITH TIME ZONE' THEN 'CAST(%column AT TIME ZONE ''UTC'' AS VARCHAR)'
                         WHEN 'BINARY' THEN 'RAWTOHEX(%column)'
                         WHEN 'BINARY VARYING' THEN 'RAWTOHEX(%column)'
                         ELSE 'CAST(%column AS VARCHAR)' END,
                         '%column', '%row."' || REPLACE(c.COLUMN_NAME, '"', '""') || '"') END,
                  '', COALESCE(i.NULLS_DISTINCT, 'YES') <> 'YES', i.INDEX_TYPE_NAME = 'PRIMARY KEY',
                  c.DATA_TYPE IN ('BOOLEAN', 'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'NUMERIC', 'DATE', 'TIME',
                      'TIMESTAMP', 'UUID', 'BINARY', 'BINARY VARYING', 'ENUM')
                    OR (c.DATA_TYPE = 'CHARACTER VARYING' AND c.COLLATION_NAME = 'OFF'),
                  TRUE
                FROM INFORMATION_SCHEMA.INDEXES i JOIN INFORMATION_SCHEMA.INDEX_COLUMNS p
                  ON p.INDEX_SCHEMA = i.INDEX_SCHEMA AND p.INDEX_NAME = i.INDEX_NAME
                JOIN INFORMATION_SCHEMA.COLUMNS c ON c.TABLE_SCHEMA = i.TABLE_SCHEMA AND c.TABLE_NAME = i.TABLE_NAME
                  AND c.COLUMN_NAME = p.COLUMN_NAME
                WHERE i.TABLE_SCHEMA = ? AND i.TABLE_NAME = ? AND p.IS_UNIQUE
                ORDER BY i.INDEX_NAME, p.ORDINAL_POSITION""";
    }

    @Override
    public String spelling(List<String> parts, String condition, boolean nullsAreEqual) {
        String all = parts.stream()
                .map(part -> nullsAreEqual ? "COALESCE(" + part + ", '')" : part)
                .collect(Collectors.joining(" || ',' || "));
        return "RAWTOHEX(HASH('SHA-256', STRINGTOUTF8(" + all + ")))";
    }
}
