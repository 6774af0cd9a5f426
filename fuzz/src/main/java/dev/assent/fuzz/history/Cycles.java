package dev.assent.fuzz.history;

import static dev.assent.fuzz.history.Anomaly.Kind.INFORMATION_CYCLE;
import static dev.assent.fuzz.history.Anomaly.Kind.READ_SKEW;
import static dev.assent.fuzz.history.Anomaly.Kind.WRITE_CYCLE;
import static dev.assent.fuzz.history.Anomaly.Kind.WRITE_SKEW;

import dev.assent.fuzz.history.Dependencies.Edge;
import dev.assent.fuzz.history.Dependencies.Relation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cycles of dependencies between committed transactions (Adya 1999, 4.2 and 5.2): each dependency that closes one is
 * followed back by the shortest way, first over writes alone, then over reads of what was written, then over all. A
 * dependency counts once, and a cycle that has been found is not found again from its other transactions.
 */
final class Cycles {
    private final Dependencies dependencies;
    private final List<Anomaly> found;
    private final Set<Set<Edge>> known = new HashSet<>();

    Cycles(History history, List<Anomaly> found) {
        this.dependencies = Dependencies.of(history);
        this.found = found;
    }

    void check() {
        close(Relation.WRITE_WRITE, EnumSet.of(Relation.WRITE_WRITE), WRITE_CYCLE);
        close(Relation.WRITE_READ, EnumSet.of(Relation.WRITE_WRITE, Relation.WRITE_READ), INFORMATION_CYCLE);
        close(Relation.READ_WRITE, EnumSet.of(Relation.WRITE_WRITE, Relation.WRITE_READ), READ_SKEW);
        close(Relation.READ_WRITE, EnumSet.allOf(Relation.class), WRITE_SKEW);
    }

    private void close(Relation closing, Set<Relation> way, Anomaly.Kind kind) {
        Set<Edge> closed = new HashSet<>();
        for (Edge edge : dependencies.all()) {
            if (edge.type() != closing || known.stream().anyMatch(cycle -> cycle.contains(edge))) {
                continue;
            }
            Optional<List<Edge>> back = shortest(edge.to(), edge.from(), way);
            if (back.isPresent() && closed.add(edge)) {
                List<Edge> cycle = new ArrayList<>(List.of(edge));
                cycle.addAll(back.get());
                known.add(Set.copyOf(cycle));
                found.add(new Anomaly(kind, story(cycle)));
            }
        }
    }

    private Optional<List<Edge>> shortest(Transaction from, Transaction to, Set<Relation> way) {
        Map<Transaction, List<Edge>> reached = new HashMap<>(Map.of(from, List.of()));
        Deque<Transaction> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            Transaction at = next.remove();
            List<Edge> soFar = reached.getOrDefault(at, List.of());
            for (Edge edge : dependencies.from(at)) {
                if (way.contains(edge.type()) && !reached.containsKey(edge.to())) {
                    List<Edge> further = new ArrayList<>(soFar);
                    further.add(edge);
                    reached.put(edge.to(), further);
                    next.add(edge.to());
                }
            }
        }
        return Optional.ofNullable(reached.get(to));
    }

    private static String story(List<Edge> cycle) {
        String edges = cycle.stream().map(Edge::toString).collect(Collectors.joining(", "));
        String transactions =
                cycle.stream().map(edge -> edge.from().toString()).distinct().collect(Collectors.joining("; "));
        return edges + "; " + transactions;
    }
}
