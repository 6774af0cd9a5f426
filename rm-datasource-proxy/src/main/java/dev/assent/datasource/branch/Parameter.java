package dev.assent.datasource.branch;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A parameter as it was set, to be set again on the same or another statement. */
public record Parameter(boolean isNull, Setter setter) {
    public interface Setter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }
}
