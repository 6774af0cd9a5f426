package dev.assent.datasource.image;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Binds all parameters of a query, the first at index 1. */
@FunctionalInterface
public interface Parameters {
    void bind(PreparedStatement query) throws SQLException;
}
