package dev.assent.frameworks.springdata;

import java.time.LocalDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

@Table
record Purchase(
        @Id @Nullable Long id,
        String customer,
        @Nullable String note,
        LocalDateTime placed,
        @Version int version,
        Set<PurchaseLine> lines,
        Set<PurchaseTag> tags) {}
