package dev.assent.server.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next what to ask {@code after}, or null if there are no more */
public record Page(List<Summary> transactions, @Nullable String next) {
    public Page {
        transactions = List.copyOf(transactions);
    }
}
