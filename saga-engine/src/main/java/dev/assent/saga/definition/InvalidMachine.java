package dev.assent.saga.definition;

import java.util.List;

/** A definition that no machine can be made of. The message lists everything that is wrong with it, a line each. */
public final class InvalidMachine extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    InvalidMachine(String source, List<Problem> problems) {
        super(DefinitionErrors.invalid(source, problems));
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
