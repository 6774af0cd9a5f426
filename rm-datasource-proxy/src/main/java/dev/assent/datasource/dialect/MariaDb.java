package dev.assent.datasource.dialect;

/** MariaDB 10.6 and later: where it differs from MySQL. */
public final class MariaDb extends MySql {
    public MariaDb(Folding folding) {
        super(folding);
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

    @Override
    public String caution() {
        return "";
    }
}
