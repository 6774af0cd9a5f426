package dev.assent.datasource.branch;

import java.lang.reflect.Array;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** What the application may change after it has set it. */
public final class Copies {
    private Copies() {}

    @SuppressWarnings({"unchecked", "JavaUtilDate"}) // the copy has the class of the original, which JDBC takes
    public static <T> @Nullable T of(@Nullable T value) {
        Object copy = value;
        if (value != null && value.getClass().isArray()) {
            copy = array(value);
        } else if (value instanceof Calendar calendar) {
            copy = calendar.clone();
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

    private static Object array(Object original) {
        int length = Array.getLength(original);
        Object copy = Array.newInstance(original.getClass().getComponentType(), length);
        System.arraycopy(original, 0, copy, 0, length);
        if (copy instanceof Object[] elements) {
            for (int i = 0; i < length; i++) {
                elements[i] = of(elements[i]);
            }
        }
        return copy;
    }
}
