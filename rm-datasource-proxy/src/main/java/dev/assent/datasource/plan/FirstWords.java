package dev.assent.datasource.plan;

import dev.assent.datasource.errors.Refusal;

/** The reason to refuse a statement that can be seen from its first word. */
final class FirstWords {
    private FirstWords() {}

    static Refusal refusal(Token first) {
        return switch (first.upper()) {
            case "REPLACE", "UPSERT" -> Refusal.REPLACE;
            case "MERGE" -> Refusal.MERGE;
            case "CALL", "EXEC", "EXECUTE", "DO", "DECLARE", "{", "HANDLER" -> Refusal.PROCEDURE;
            case "CREATE",
                    "ALTER",
                    "DROP",
                    "TRUNCATE",
                    "RENAME",
                    "COMMENT",
                    "GRANT",
                    "REVOKE",
                    "REINDEX",
                    "CLUSTER",
                    "VACUUM",
                    "OPTIMIZE",
                    "REFRESH" -> Refusal.SCHEMA_CHANGE;
            case "LOCK", "UNLOCK", "FLUSH" -> Refusal.TABLE_LOCK;
            case "COMMIT", "ROLLBACK", "BEGIN", "START", "SAVEPOINT", "RELEASE", "ABORT", "END", "PREPARE", "XA" ->
                Refusal.TRANSACTION_CONTROL;
            case "RESET", "DISCARD", "USE" -> Refusal.SETTING;
            case "ANALYZE", "ANALYSE" -> Refusal.ANALYZE;
            default -> Refusal.UNKNOWN_STATEMENT;
        };
    }
}
