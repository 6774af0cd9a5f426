package dev.assent.datasource;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A parameter as it was set, to be set again on the same or another statement. */
record Parameter(boolean isNull, Setter setter) {
    interface Setter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }
}
