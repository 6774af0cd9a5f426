package dev.assent.frameworks.mybatis;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** MyBatis sets the fields. */
class Purchase {
    @Nullable
    Long id;

    String customer = "";

    @Nullable
    String note;

    LocalDateTime placed = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
    int version = 1;
}
