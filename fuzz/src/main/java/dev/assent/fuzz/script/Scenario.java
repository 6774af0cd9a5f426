package dev.assent.fuzz.script;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A schema and one global transaction on it.
 *
 * @param schema creates and fills the tables
 * @param opening runs when the pool opens a connection
 * @param session runs on the application's connection before the global transaction
 * @param warmUp a global transaction of the same data source that commits first
 * @param meanwhile runs on another connection, after the warm-up
 * @param commit false: the global transaction is rolled back
 * @param refusals how many registrations the coordinator refuses, because the rows are held
 */
public record Scenario(
        List<Sql> schema,
        List<Sql> opening,
        List<Sql> session,
        List<Sql> warmUp,
        List<Sql> meanwhile,
        List<LocalWork> work,
        boolean commit,
        int refusals) {
    public Scenario {
        schema = List.copyOf(schema);
        opening = List.copyOf(opening);
        session = List.copyOf(session);
        warmUp = List.copyOf(warmUp);
        meanwhile = List.copyOf(meanwhile);
        work = List.copyOf(work);
    }

    /** The features without which some part of it would not be there. */
    public Set<Feature> because() {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        Stream.of(schema, opening, session, warmUp, meanwhile)
                .flatMap(List::stream)
                .flatMap(sql -> Stream.ofNullable(sql.because()))
                .forEach(features::add);
        steps().flatMap(Step::because).forEach(features::add);
        if (refusals > 0) {
            features.add(Feature.ROW_HELD);
        }
        return features;
    }

    public Stream<Step> steps() {
        return work.stream().flatMap(local -> local.steps().stream());
    }

    /** One line per statement. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(lines, "schema", schema);
        add(lines, "when a connection is opened", opening);
        add(lines, "a global transaction before, committed", warmUp);
        add(lines, "then, on another connection", meanwhile);
        add(lines, "on the connection, before the global transaction", session);
        if (refusals > 0) {
            lines.add("-- the coordinator refuses " + refusals + " registrations");
        }
        for (LocalWork local : work) {
            lines.add(local.autoCommit() ? "-- autocommit" : "-- begin");
            local.steps().forEach(step -> lines.add(String.valueOf(step)));
            if (!local.autoCommit()) {
                lines.add(local.commits() ? "-- commit" : "-- rollback");
            }
        }
        lines.add(commit ? "-- global commit" : "-- global rollback");
        return lines;
    }

    private static void add(List<String> lines, String title, List<Sql> part) {
        if (!part.isEmpty()) {
            lines.add("-- " + title);
            part.forEach(sql -> lines.add(String.valueOf(sql)));
        }
    }
}
