package dev.assent.fuzz.judge;

import java.util.List;

/** The data source has done something else than it promises. */
public record Difference(Kind kind, List<String> details) {
    /** Whether it is of the same kind; answers must be the same without their messages and numbers. */
    public boolean isLike(Difference other) {
        return kind == other.kind && (kind != Kind.OTHER_ANSWER || answers().equals(other.answers()));
    }

    private List<String> answers() {
        return details.subList(1, details.size()).stream()
                .map(line -> line.replaceAll("[\\[(].*", "").replaceAll("count \\d+", "count"))
                .toList();
    }

    /** The worst first. */
    public enum Kind {
        ROLLBACK_LEFT_OTHER_DATA("after the global rollback the data are not as they were before"),
        COMMIT_LEFT_OTHER_DATA("after the global commit the data are not as plain JDBC leaves them"),
        REFUSED_AND_CHANGED("a statement was refused, and yet rows have changed"),
        ROLLBACK_ENDED_FAILED("a branch was accepted and could not be rolled back"),
        OTHER_ROWS_RECORDED("the undo record holds other rows than have changed"),
        OTHER_ANSWER("a statement was answered otherwise than by plain JDBC"),
        COMMIT_ENDED_FAILED("a branch could not be committed"),
        UNDO_ROWS_LEFT("undo rows are left");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }
}
