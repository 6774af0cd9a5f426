package dev.assent.datasource.plan;

import dev.assent.datasource.table.Routines;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which functions a statement may call. An unknown function may change rows unseen, so only functions that are known to
 * read and compute are allowed. {@code nextval} is allowed, because a sequence never goes back, not even in a local
 * rollback.
 */
final class Functions {
    /** Words that may stand before a bracket without being a function: grammar and types. */
    private static final Set<String> GRAMMAR = words("""
            ALL AND ANY ARRAY AS BETWEEN BIGINT BINARY BIT BLOB BY CASE CHAR CHARACTER CLOB CONFLICT CUBE DATETIME DEC DECIMAL
            DISTINCT ELSE EXCEPT EXISTS FILTER FLOAT FROM FULLTEXT GROUP GROUPING HAVING IN INDEX INSERT INTERSECT INTERVAL INTO IS
            JOIN KEY LATERAL LIKE LIMIT MATERIALIZED NCHAR NOT NUMERIC NVARCHAR OFFSET ON OR OVER PARTITION RANGE REAL
            RETURNING ROLLUP ROW ROWS SELECT SET SETS SIGNED SOME TABLE THEN UNION UNSIGNED USING VALUE VALUES VARBINARY VARCHAR WHEN
            WHERE WINDOW WITH WITHIN XOR AGAINST MATCH UNIQUE
            """);

    private static final Set<String> HARMLESS = words("""
            ABS ACOS ADDDATE ADDTIME AGE ARRAY_AGG ARRAY_APPEND ARRAY_CAT ARRAY_CONTAINS ARRAY_GET ARRAY_LENGTH
            ARRAY_POSITION ARRAY_REMOVE ARRAY_TO_STRING ASCII ASIN ATAN ATAN2 AVG BIN BIT_AND BIT_COUNT BIT_LENGTH BIT_OR
            BIT_XOR BOOL_AND BOOL_OR BTRIM CARDINALITY CAST CEIL CEILING CHARACTER_LENGTH CHARINDEX CHAR_LENGTH CHR
            CLOCK_TIMESTAMP COALESCE COLLATE CONCAT CONCAT_WS CONV CONVERT CONVERT_TZ CORR COS COT COUNT COVAR_POP COVAR_SAMP
            CRC32 CUME_DIST CURDATE CURRENT_DATABASE CURRENT_DATE CURRENT_SCHEMA CURRENT_SETTING CURRENT_TIME
            CURRENT_TIMESTAMP CURRENT_USER CURRVAL CURTIME DATABASE DATE DATEADD DATEDIFF DATE_ADD DATE_FORMAT DATE_PART
            DATE_SUB DATE_TRUNC DAY DAYNAME DAYOFMONTH DAYOFWEEK DAYOFYEAR DECODE DEFAULT DEGREES DENSE_RANK DIGEST DIV ELT
            ENCODE EVERY EXP EXTRACT FIELD FIND_IN_SET FIRST_VALUE FLOOR FORMAT FORMATDATETIME FROM_BASE64 FROM_DAYS
            FROM_UNIXTIME GENERATE_SERIES GEN_RANDOM_UUID GREATEST GROUP_CONCAT HASH HEX HOUR IDENTITY IF IFNULL INET_ATON
            INET_NTOA INITCAP INSTR ISNULL JSONB_AGG JSONB_ARRAY_ELEMENTS JSONB_ARRAY_ELEMENTS_TEXT JSONB_ARRAY_LENGTH
            JSONB_BUILD_ARRAY JSONB_BUILD_OBJECT JSONB_EXTRACT_PATH JSONB_EXTRACT_PATH_TEXT JSONB_OBJECT_AGG JSONB_SET
            JSONB_TYPEOF JSON_AGG JSON_ARRAY JSON_ARRAYAGG JSON_ARRAY_LENGTH JSON_BUILD_OBJECT JSON_CONTAINS JSON_EXTRACT
            JSON_KEYS JSON_LENGTH JSON_OBJECT JSON_OBJECTAGG JSON_SEARCH JSON_SET JSON_TYPE JSON_UNQUOTE JSON_VALID JSON_VALUE
            LAG LASTVAL LAST_DAY LAST_INSERT_ID LAST_VALUE LCASE LEAD LEAST LEFT LENGTH LISTAGG LN LOCALTIME LOCALTIMESTAMP
            LOCATE LOG LOG10 LOG2 LOWER LPAD LTRIM MAKETIME MAKE_DATE MAKE_INTERVAL MAKE_TIMESTAMP MAX MD5 MEDIAN MERGE_ACTION MICROSECOND
            MID MIN MINUTE MOD MODE MONTH MONTHNAME NEXTVAL NOW NTH_VALUE NTILE NULLIF NVL NVL2 OCTET_LENGTH OVERLAY
            PARSEDATETIME PERCENTILE_CONT PERCENTILE_DISC PERCENT_RANK PERIOD_ADD PERIOD_DIFF PI POSITION POW POWER QUARTER
            QUOTE QUOTE_IDENT QUOTE_LITERAL RADIANS RAND RANDOM RANDOM_UUID RANK RAWTOHEX REGEXP_INSTR REGEXP_LIKE
            REGEXP_MATCH REGEXP_MATCHES REGEXP_REPLACE REGEXP_SUBSTR REPEAT REPLACE REVERSE RIGHT ROUND ROW_NUMBER ROW_TO_JSON
            RPAD RTRIM SCHEMA SECOND SEC_TO_TIME SHA SHA1 SHA2 SHA224 SHA256 SHA384 SHA512 SIGN SIN SOUNDEX SPACE SPLIT_PART
            SQRT STATEMENT_TIMESTAMP STDDEV STDDEV_POP STDDEV_SAMP STRCMP STRING_AGG STRING_TO_ARRAY STRPOS STR_TO_DATE
            SUBDATE SUBSTR SUBSTRING SUBSTRING_INDEX SUBTIME SUM SYSDATE TAN TIME TIMEDIFF TIMEOFDAY TIMESTAMP TIMESTAMPADD
            TIMESTAMPDIFF TIME_FORMAT TIME_TO_SEC TO_BASE64 TO_CHAR TO_DATE TO_DAYS TO_HEX TO_JSON TO_JSONB TO_NUMBER
            TO_SECONDS TO_TIMESTAMP TO_TSQUERY TO_TSVECTOR TRANSACTION_ID TRANSLATE TRIM TRUNC TRUNCATE TS_RANK TYPEOF
            TXID_CURRENT UCASE UNHEX UNIX_TIMESTAMP UNNEST UPPER USER UTC_DATE UTC_TIME UTC_TIMESTAMP UUID UUID_SHORT
            UUID_TO_BIN UUIDV4 UUIDV7 VARIANCE VAR_POP VAR_SAMP VERSION WEEK WEEKDAY WEEKOFYEAR WIDTH_BUCKET XMLAGG YEAR
            YEARWEEK
            """);

    /** One row of such a function stands for many rows of the table. */
    private static final Set<String> AGGREGATES = words("""
            ARRAY_AGG AVG BIT_AND BIT_OR BIT_XOR BOOL_AND BOOL_OR CORR COUNT COVAR_POP COVAR_SAMP EVERY GROUP_CONCAT
            JSONB_AGG JSONB_OBJECT_AGG JSON_AGG JSON_ARRAYAGG JSON_OBJECTAGG LISTAGG MAX MEDIAN MIN MODE PERCENTILE_CONT
            PERCENTILE_DISC STDDEV STDDEV_POP STDDEV_SAMP STRING_AGG SUM VARIANCE VAR_POP VAR_SAMP XMLAGG
            """);

    private static final Set<String> CLOCKS_WITHOUT_BRACKETS = words("""
            CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP LOCALTIME LOCALTIMESTAMP ROWNUM UTC_DATE UTC_TIME UTC_TIMESTAMP
            """);

    private final Set<String> harmless;
    private final Set<String> unstable;
    private final Routines routines;

    Functions(Set<String> harmlessByOrder, Set<String> unstable, Routines routines) {
        this.routines = routines;
        harmless = new TreeSet<>(HARMLESS);
        harmlessByOrder.forEach(name -> harmless.add(name.toUpperCase(Locale.ROOT)));
        routines.readers().forEach(name -> harmless.add(name.toUpperCase(Locale.ROOT)));
        this.unstable = unstable;
    }

    /** The first function of a user's that may change rows, or the first name or operator that calls one. */
    Optional<String> writer(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isName()) {
                String name = tokens.get(i).name().toLowerCase(Locale.ROOT);
                boolean called = i + 1 < tokens.size() && tokens.get(i + 1).isSymbol('(');
                if ((called && routines.writers().contains(name))
                        || routines.writingNames().contains(name)) {
                    return Optional.of(name);
                }
            }
        }
        return writingOperator(tokens);
    }

    private Optional<String> writingOperator(List<Token> tokens) {
        List<String> operators = routines.writingNames().stream()
                .filter(name -> !Character.isJavaIdentifierPart(name.charAt(0)))
                .toList();
        StringBuilder symbols = new StringBuilder();
        for (int i = 0; i < tokens.size() && !operators.isEmpty(); i++) {
            if (i > 0 && tokens.get(i).begin() > tokens.get(i - 1).end()) {
                symbols.append(' ');
            }
            String text = tokens.get(i).text();
            symbols.append(tokens.get(i).isName() ? " " : text.equals("??") ? "?" : text); // as drivers want a ? spelt
        }
        return operators.stream().filter(name -> symbols.indexOf(name) >= 0).findFirst();
    }

    /** The first function that makes one row of many; in a sub-select it makes one value. */
    Optional<String> aggregate(List<Token> columns) {
        for (int i = 0; i + 1 < columns.size(); i++) {
            boolean called = columns.get(i + 1).isSymbol('(') || columns.get(i).is("OVER");
            if (called
                    && (AGGREGATES.contains(columns.get(i).upper())
                            || columns.get(i).is("OVER"))) {
                return Optional.of(columns.get(i).text());
            }
        }
        return Optional.empty();
    }

    /** The first view that cannot be locked for certain. */
    Optional<String> view(List<Token> tokens) {
        return tokens.stream()
                .filter(Token::isName)
                .map(token -> token.name().toLowerCase(Locale.ROOT))
                .filter(routines.views()::contains)
                .findFirst();
    }

    /** The first function that may do anything. */
    Optional<String> unknown(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isName() && tokens.get(i + 1).isSymbol('(') && !known(tokens, i)) {
                return Optional.of(tokens.get(i).text());
            }
        }
        return Optional.empty();
    }

    /** The first that may give another answer when asked again. */
    Optional<String> unstable(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            String name = tokens.get(i).upper();
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).isSymbol('(');
            boolean sequence = name.equals("NEXT")
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).is("VALUE");
            if (sequence || (unstable.contains(name) && (called || CLOCKS_WITHOUT_BRACKETS.contains(name)))) {
                return Optional.of(tokens.get(i).text());
            }
        }
        return Optional.empty();
    }

    private boolean known(List<Token> tokens, int i) {
        Token name = tokens.get(i);
        boolean qualified = i > 0 && tokens.get(i - 1).isSymbol('.');
        if (qualified) {
            return false;
        }
        return (name.kind() == Token.Kind.WORD && (GRAMMAR.contains(name.upper()) || harmless.contains(name.upper())))
                || columnAliases(tokens, i);
    }

    /** {@code WITH x (a, b) AS …, y (c) AS (SELECT …)} and {@code … AS x (a, b)}. */
    private static boolean columnAliases(List<Token> tokens, int i) {
        if (i > 0 && (tokens.get(i - 1).is("AS") || tokens.get(i - 1).isSymbol(')'))) {
            return true;
        }
        if (i == 0 || !(opensWith(tokens.get(i - 1)) || tokens.get(i - 1).isSymbol(','))) {
            return false;
        }
        int depth = tokens.get(i + 1).depth();
        for (int j = i + 2; j + 1 < tokens.size(); j++) {
            if (tokens.get(j).isSymbol(')') && tokens.get(j).depth() == depth) {
                boolean first = opensWith(tokens.get(i - 1));
                return tokens.get(j + 1).is("AS") && (first || isQuery(tokens.subList(j + 2, tokens.size())));
            }
        }
        return false;
    }

    /** A change there is refused for what it is. */
    private static boolean isQueryOrChange(Token first, Token second) {
        return first.is("SELECT")
                || first.is("UPDATE")
                || first.is("DELETE")
                || first.is("MERGE")
                || (first.is("INSERT") && second.is("INTO"));
    }

    /** {@code [[NOT] MATERIALIZED] (SELECT …}; what follows the AS of a function's result are names. */
    private static boolean isQuery(List<Token> tokens) {
        int i = 0;
        while (i < tokens.size() && (tokens.get(i).is("NOT") || tokens.get(i).is("MATERIALIZED"))) {
            i++;
        }
        return i + 2 < tokens.size()
                && tokens.get(i).isSymbol('(')
                && isQueryOrChange(tokens.get(i + 1), tokens.get(i + 2));
    }

    private static boolean opensWith(Token before) {
        return before.is("WITH") || before.is("RECURSIVE");
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
