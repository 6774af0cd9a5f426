package dev.assent.datasource.branch;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/** What the application may change after it has set it. */
public final class Copies {
    private Copies() {}

    @SuppressWarnings({"unchecked", "JavaUtilDate"}) // the copy has the class of the original, which JDBC takes
    public static <T> @Nullable T of(@Nullable T value) {
        Object copy = value;
        if (value instanceof byte[] bytes) {
            copy = bytes.clone();
        } else if (value instanceof Timestamp timestamp) {
            copy = timestamp.clone();
        } else if (value instanceof Date date) {
            copy = date.clone();
        } else if (value instanceof Time time) {
            copy = time.clone();
        } else if (value instanceof java.util.Date moment) {
            copy = moment.clone();
        }
        return (T) copy;
    }
}
