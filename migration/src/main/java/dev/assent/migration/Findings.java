package dev.assent.migration;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was found, each once, with the places where it was. For one thread. */
final class Findings {
    private static final int SHOWN = 3;

    private final Map<Finding, Set<String>> places = new LinkedHashMap<>();

    /** @param sentence what is there, and what to do */
    record Finding(Result result, String sentence, Page page) {}

    void works(String place, String sentence, Page page) {
        add(new Finding(Result.WORKS, sentence, page), place);
    }

    void change(String place, String sentence, Page page) {
        add(new Finding(Result.CHANGE, sentence, page), place);
    }

    void refused(String place, String sentence, Page page) {
        add(new Finding(Result.REFUSED, sentence, page), place);
    }

    private void add(Finding finding, String place) {
        places.computeIfAbsent(finding, absent -> new LinkedHashSet<>()).add(place);
    }

    /** Refused first, then what has to be changed. */
    List<Finding> all() {
        return places.keySet().stream()
                .sorted(Comparator.comparing(Finding::result))
                .toList();
    }

    long count(Result result) {
        return places.keySet().stream()
                .filter(finding -> finding.result() == result)
                .count();
    }

    /** The first ones, and how many more there are. */
    String places(Finding finding) {
        Set<String> all = places.getOrDefault(finding, Set.of());
        String first = String.join(", ", all.stream().limit(SHOWN).toList());
        return all.size() <= SHOWN ? first : first + " and %d more".formatted(all.size() - SHOWN);
    }
}
