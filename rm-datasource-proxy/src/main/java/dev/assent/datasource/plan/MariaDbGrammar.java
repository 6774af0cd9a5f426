package dev.assent.datasource.plan;

import java.util.Set;

/** Its clock moves with every statement. */
final class MariaDbGrammar implements Grammar {
    @Override
    public boolean backslashEscapes() {
        return true;
    }

    @Override
    public boolean hashStartsComment() {
        return true;
    }

    @Override
    public boolean doubleQuotesHoldText() {
        return true;
    }

    @Override
    public Set<String> unstableFunctions() {
        return Set.of(
                "RAND",
                "UUID",
                "UUID_SHORT",
                "SYS_GUID",
                "NOW",
                "SYSDATE",
                "CURDATE",
                "CURTIME",
                "CURRENT_DATE",
                "CURRENT_TIME",
                "CURRENT_TIMESTAMP",
                "LOCALTIME",
                "LOCALTIMESTAMP",
                "UNIX_TIMESTAMP",
                "UTC_DATE",
                "UTC_TIME",
                "UTC_TIMESTAMP");
    }
}
