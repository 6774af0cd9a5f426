package dev.assent.saga.definition;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A definition that no machine can be made of. The message lists everything that is wrong with it, a line each. */
public final class InvalidMachine extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    InvalidMachine(String source, List<Problem> problems) {
        super(String.format(
                Locale.ROOT,
                "ASN-6101: Expected %s to define a machine, but found %d problem%s:%n%s",
                source,
                problems.size(),
                problems.size() == 1 ? "" : "s",
                problems.stream().map(problem -> "  " + problem).collect(Collectors.joining(System.lineSeparator()))));
        this.problems = List.copyOf(problems);
    }

    /** {@code ASN-} and four digits. */
    public String code() {
        return "ASN-6101";
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
