package dev.assent.datasource.dialect;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Texts have a weight by their collation, which decides on letters, accents and blanks at the end; the declared length makes
 * the blanks count as much with as without them. A part of a text or of bytes may be unique alone.
 */
record MySqlEquality() implements Equality {
    /** A plain join would read the columns of all tables; the limit is above that of columns, and keeps the optimizer from making it one. */
    @Override
    public String keysQuery() {
        return """
                SELECT s.INDEX_NAME, IF(c.EXTRA LIKE '%VIRTUAL%' OR c.EXTRA LIKE '%STORED%', NULL, s.COLUMN_NAME),
                  REPLACE(CASE
                    WHEN s.COLUMN_NAME IS NULL THEN NULL
                    WHEN c.DATA_TYPE IN ('enum', 'set', 'bit', 'float', 'double') THEN '(%column + 0)'
                    WHEN c.CHARACTER_SET_NAME IS NOT NULL THEN CONCAT('WEIGHT_STRING(%column AS CHAR(',
                      LEAST(COALESCE(s.SUB_PART, c.CHARACTER_MAXIMUM_LENGTH), 3072), '))')
                    WHEN s.SUB_PART IS NOT NULL THEN CONCAT('LEFT(%column, ', s.SUB_PART, ')')
                    WHEN c.DATA_TYPE = 'timestamp' THEN 'UNIX_TIMESTAMP(%column)'
                    ELSE '%column' END,
                    '%column', CONCAT('%row.`', REPLACE(s.COLUMN_NAME, '`', '``'), '`')),
                  '', FALSE, s.INDEX_NAME = 'PRIMARY',
                  (c.CHARACTER_SET_NAME IS NULL OR c.DATA_TYPE IN ('enum', 'set')) AND s.SUB_PART IS NULL
                    AND c.DATA_TYPE NOT IN ('float', 'double'),
                  TRUE
                FROM INFORMATION_SCHEMA.STATISTICS s LEFT JOIN (
                  SELECT COLUMN_NAME, DATA_TYPE, EXTRA, CHARACTER_SET_NAME, CHARACTER_MAXIMUM_LENGTH
                  FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? LIMIT 100000) c
                  ON c.COLUMN_NAME = s.COLUMN_NAME
                WHERE s.TABLE_SCHEMA = ? AND s.TABLE_NAME = ? AND s.NON_UNIQUE = 0
                ORDER BY s.INDEX_NAME, s.SEQ_IN_INDEX""";
    }

    /** A server without that hash says null to it, which must not read as a row that holds nothing. */
    @Override
    public String spelling(List<String> parts, String condition, boolean nullsAreEqual) {
        return parts.stream().map(part -> part + " IS NOT NULL").collect(Collectors.joining(" AND ", "IF(", ""))
                + ", COALESCE(SHA2(CONCAT_WS(',', " + String.join(", ", parts) + "), 224), 'any'), NULL)";
    }
}
