package dev.assent.server.view;

import java.util.List;

/**
 * A request of a transaction that waits for rows which others hold.
 *
 * @param rows {@code table:key}, at most {@link BranchView#MOST_ROWS} of them
 * @param rowCount all of them
 * @param behind the transactions that hold them or have asked for them before
 * @param holding whether its client keeps database locks meanwhile
 * @param free whether the rows are free for it now, and kept until its client comes back for them
 */
public record WaitView(List<String> rows, int rowCount, List<String> behind, boolean holding, boolean free) {
    public WaitView {
        rows = List.copyOf(rows);
        behind = List.copyOf(behind);
    }
}
