package dev.assent.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names the branches that the end of a transaction waits for. It stands in the head of an answer under {@link
 * Extensions#WAITS_FOR}: one line for each branch, with its id, the reason, the application and the resource between tabs,
 * and a last line with the number of further branches if there are more. A reader skips lines that it cannot read.
 *
 * @param branches the first ones, at most {@link #NAMED}
 * @param more how many others there are
 */
public record WaitsFor(List<Branch> branches, int more) {
    /** How many branches are named. */
    public static final int NAMED = 3;

    private static final int LONGEST_NAME = 200;
    private static final int FIELDS = 4;

    public WaitsFor {
        branches = List.copyOf(branches);
    }

    /** Why a branch has not ended. */
    public enum Reason {
        /** No resource manager that serves it is connected. */
        NOT_CONNECTED,
        /** It is called when it is its turn. */
        TURN,
        /** It was called and has not answered. */
        CALLED,
        /** It has failed and is called again. */
        FAILING,
        /** It waits for an operator. */
        PARKED,
        /** A later release names a reason that this one does not know. */
        UNRECOGNISED;

        static Reason of(String code) {
            return Arrays.stream(values())
                    .filter(known -> known.name().equals(code))
                    .findFirst()
                    .orElse(UNRECOGNISED);
        }
    }

    public record Branch(String id, Reason reason, String application, String resource) {
        private static Optional<Branch> parse(String line) {
            String[] fields = line.split("\t", -1);
            return fields.length < FIELDS
                    ? Optional.empty()
                    : Optional.of(new Branch(fields[0], Reason.of(fields[1]), fields[2], fields[3]));
        }

        private String encoded() {
            return String.join("\t", id, reason.name(), oneField(application), oneField(resource));
        }
    }

    /** Empty if the answer names no branch: a Seata server never does. */
    public static Optional<WaitsFor> in(Map<String, @Nullable String> head) {
        String text = head.isEmpty() ? null : head.get(Extensions.WAITS_FOR);
        if (text == null) {
            return Optional.empty();
        }
        List<Branch> branches = new ArrayList<>();
        int more = 0;
        for (String line : text.split("\n", -1)) {
            Branch.parse(line).ifPresent(branches::add);
            more = line.matches("[0-9]{1,9}") ? Integer.parseInt(line) : more;
        }
        return branches.isEmpty() ? Optional.empty() : Optional.of(new WaitsFor(branches, more));
    }

    /** The text on the wire. */
    public String encoded() {
        List<String> lines = new ArrayList<>();
        branches.forEach(branch -> lines.add(branch.encoded()));
        if (more > 0) {
            lines.add(Integer.toString(more));
        }
        return String.join("\n", lines);
    }

    private static String oneField(String name) {
        String start = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name;
        return start.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
