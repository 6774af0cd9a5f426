package dev.assent.saga.definition;

import java.util.List;
import java.util.stream.Collectors;

/** The error sentence of a definition. */
final class DefinitionErrors {
    private DefinitionErrors() {}

    static String invalid(String source, List<Problem> problems) {
        return "ASN-6101: Expected %s to define a machine, but found %d %s:%n%s"
                .formatted(
                        source,
                        problems.size(),
                        problems.size() == 1 ? "problem" : "problems",
                        problems.stream()
                                .map(problem -> "  " + problem)
                                .collect(Collectors.joining(System.lineSeparator())));
    }
}
