package dev.assent.datasource.dialect;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;

/** MariaDB 10.6 and later: where it differs from MySQL. */
public final class MariaDb extends MySql {
    private final boolean listsTemporaryTables;

    /** @param listsTemporaryTables whether its list of tables has the temporary ones */
    public MariaDb(Folding folding, boolean listsTemporaryTables) {
        super(folding);
        this.listsTemporaryTables = listsTemporaryTables;
    }

    /** From 11.2 on (MDEV-12459). The counters of all versions say whether there are any, for five times the price. */
    static boolean listsTemporaryTables(DatabaseMetaData database) throws SQLException {
        int major = database.getDatabaseMajorVersion();
        return major > 11 || (major == 11 && database.getDatabaseMinorVersion() >= 2);
    }

    @Override
    public Optional<String> hides() {
        return listsTemporaryTables ? Optional.of(HIDES) : Optional.empty();
    }

    @Override
    public boolean newRowsAreReturned() {
        return true;
    }

    @Override
    public boolean newRowsShowInTheText() {
        return false;
    }

    @Override
    public boolean replaces() {
        return true;
    }

    /** A statement that is known to find nothing returns no columns, where the caller's own would. */
    @Override
    public String neverAndNotForeseen() {
        return "rand() < 0";
    }

    @Override
    public String caution() {
        return "";
    }
}
