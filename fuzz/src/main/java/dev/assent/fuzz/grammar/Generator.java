package dev.assent.fuzz.grammar;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.fuzz.script.Feature;
import dev.assent.fuzz.script.LocalWork;
import dev.assent.fuzz.script.Scenario;
import dev.assent.fuzz.script.Sql;
import dev.assent.fuzz.script.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Draws one scenario from a seed: no feature, or a few of them. */
public final class Generator {
    private static final int MOST_STEPS = 8;

    private final DatabaseKind kind;
    private final Set<Feature> allowed;

    /** @param allowed the features that may be drawn */
    public Generator(DatabaseKind kind, Set<Feature> allowed) {
        this.kind = kind;
        this.allowed = allowed;
    }

    public Scenario draw(long seed) {
        Draw draw = new Draw(seed);
        Set<Feature> features = features(draw);
        Plot plot = new Plot(kind, features);
        new Tables(kind, draw, plot).draw(!features.contains(Feature.ROW_HELD));
        Exotics exotics = new Exotics(plot, draw);
        features.forEach(exotics::add);
        Statements statements = new Statements(plot, draw);
        List<LocalWork> work = new ArrayList<>();
        int branches = draw.between(1, 3);
        for (int i = 0; i < branches; i++) {
            work.add(new Steps(plot, draw, statements).draw(MOST_STEPS));
        }
        return new Scenario(
                plot.schemaSoFar(),
                plot.openingSoFar(),
                plot.sessionSoFar(),
                plot.warmUpSoFar(),
                plot.meanwhileSoFar(),
                work,
                draw.percent(35),
                features.contains(Feature.ROW_HELD) ? draw.between(1, 2) : 0);
    }

    private Set<Feature> features(Draw draw) {
        int count = draw.of(0, 0, 1, 1, 1, 2, 3);
        Set<Feature> drawn = EnumSet.noneOf(Feature.class);
        List<Feature> all = Feature.of(kind).stream().filter(allowed::contains).toList();
        drawn.addAll(draw.some(all, count));
        together(drawn, Feature.STREAMS, Feature.ROW_HELD);
        together(drawn, Feature.ENGINE_WITHOUT_TRANSACTIONS, Feature.ROW_HELD);
        together(drawn, Feature.CASE_BLIND_KEY, Feature.NEIGHBOUR);
        together(drawn, Feature.SNAPSHOT_ISOLATION, Feature.NEIGHBOUR);
        together(drawn, Feature.PARTITIONS, Feature.NEIGHBOUR);
        together(drawn, Feature.ESCAPE_SETTING, Feature.ODD_TEXT);
        return drawn;
    }

    /** The one shows little without the other. */
    private void together(Set<Feature> drawn, Feature one, Feature other) {
        if (drawn.contains(one) && allowed.contains(other)) {
            drawn.add(other);
        }
    }

    /** The steps of one local transaction, or some autocommit statements. */
    private record Steps(Plot plot, Draw draw, Statements statements) {
        LocalWork draw(int most) {
            boolean autoCommit = draw.percent(50);
            List<Step> steps = new ArrayList<>();
            int count = draw.between(1, autoCommit ? most / 2 : most);
            int savepoints = 0;
            for (int i = 0; i < count; i++) {
                int which = draw.below(100);
                if (plot.has(Feature.NEIGHBOUR) && which < 30 && (autoCommit || !spins())) {
                    steps.add(new Step.Neighbour(statements.neighbour()));
                } else if (plot.has(Feature.JDBC_DETOUR) && which < 55) {
                    steps.add(detour());
                } else if (!autoCommit && which > 90) {
                    steps.add(
                            savepoints == 0 || draw.percent(40)
                                    ? new Step.SetSavepoint(++savepoints)
                                    : draw.percent(70)
                                            ? new Step.BackToSavepoint(draw.between(1, savepoints))
                                            : new Step.ReleaseSavepoint(draw.between(1, savepoints)));
                } else if (which > 84 && which < 91) {
                    steps.add(draw.percent(65) ? batch() : several());
                } else {
                    steps.add(run(statements.any()));
                }
            }
            return new LocalWork(autoCommit, autoCommit || draw.percent(85), steps);
        }

        /**
         * H2 may wait for a locked row without an end, past its lock time-out, while the holder is newer than the waiting
         * transaction: with one thread that would be for ever.
         */
        private boolean spins() {
            return plot.kind() == DatabaseKind.H2;
        }

        private Step run(Sql sql) {
            boolean prepared = !sql.params().isEmpty() || draw.percent(40);
            return new Step.Run(sql, prepared ? Step.By.PREPARED : Step.By.STATEMENT);
        }

        private Step detour() {
            TableShape table = statements.table();
            if (draw.percent(35)) {
                return new Step.UpdateRow("SELECT * FROM " + table.name(), 777);
            }
            Sql sql = statements.neighbour();
            return new Step.Run(sql, draw.of(Step.By.METADATA_CONNECTION, Step.By.RESULT_STATEMENT));
        }

        private Step several() {
            List<Sql> members = new ArrayList<>();
            int count = draw.between(2, 3);
            for (int i = 0; i < count; i++) {
                TableShape table = statements.table();
                members.add(
                        draw.percent(40)
                                ? statements.insert(table)
                                : draw.percent(60) ? statements.update(table) : statements.delete(table));
            }
            return new Step.Several(members);
        }

        private Step batch() {
            List<Sql> members = new ArrayList<>();
            int count = draw.between(2, 4);
            TableShape table = statements.table();
            for (int i = 0; i < count; i++) {
                Sql sql = draw.percent(50) ? statements.insert(table) : statements.update(table);
                if (sql.params().isEmpty()) {
                    members.add(sql);
                }
            }
            if (members.isEmpty()) {
                return run(statements.insert(table));
            }
            return new Step.Batch(members);
        }
    }
}
