package dev.assent.server.cli;

import dev.assent.server.view.Page;
import dev.assent.server.view.Summary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A page of transactions in columns as wide as they must be. */
final class Table {
    private static final int WIDEST = 30;

    private final Instant now;
    private final String serverOption;

    Table(Instant now, String serverOption) {
        this.now = now;
        this.serverOption = serverOption;
    }

    String of(Page page) {
        if (page.transactions().isEmpty()) {
            return "No such transactions." + System.lineSeparator();
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("XID", "STATE", "AGE", "APPLICATION", "NAME", "BRANCHES", "PARKED", "LOCKS"));
        page.transactions().forEach(tx -> rows.add(row(tx)));
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                text.append(cell).append(" ".repeat(width(rows, column) - cell.length() + 2));
            }
            text.setLength(text.toString().stripTrailing().length());
            text.append(System.lineSeparator());
        }
        if (page.next() != null) {
            text.append("There are more: assent tx list --after ")
                    .append(Labels.printable(page.next()))
                    .append(serverOption)
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    private List<String> row(Summary tx) {
        return List.of(
                Labels.printable(tx.xid()),
                Labels.printable(tx.state()) + (tx.paused() ? ", paused" : ""),
                tx.begunAt() == null ? "?" : Labels.span(Objects.requireNonNull(tx.begunAt()), now),
                cut(tx.application()),
                cut(tx.name()),
                String.valueOf(tx.branches()),
                String.valueOf(tx.parked()),
                String.valueOf(tx.locks()));
    }

    private static String cut(String text) {
        String plain = Labels.printable(text);
        return plain.length() > WIDEST ? plain.substring(0, WIDEST - 3) + "..." : plain;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
