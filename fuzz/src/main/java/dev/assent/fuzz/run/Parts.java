package dev.assent.fuzz.run;

import dev.assent.fuzz.script.LocalWork;
import dev.assent.fuzz.script.Scenario;
import dev.assent.fuzz.script.Sql;
import dev.assent.fuzz.script.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A scenario in parts that can be left out, counted from the beginning. */
final class Parts {
    private final Scenario whole;
    private final int count;

    private Parts(Scenario whole, int count) {
        this.whole = whole;
        this.count = count;
    }

    static Parts of(Scenario scenario) {
        Taking everything = new Taking(null);
        everything.scenario(scenario);
        return new Parts(scenario, everything.next);
    }

    int count() {
        return count;
    }

    Scenario scenario(BitSet kept) {
        return new Taking(kept).scenario(whole);
    }

    /** Goes through a scenario in order and takes what is kept; null keeps all. */
    private static final class Taking {
        private final @Nullable BitSet kept;
        private int next;

        Taking(@Nullable BitSet kept) {
            this.kept = kept;
        }

        private boolean takes() {
            int index = next++;
            return kept == null || kept.get(index);
        }

        Scenario scenario(Scenario from) {
            return new Scenario(
                    some(from.schema()),
                    some(from.opening()),
                    some(from.session()),
                    some(from.warmUp()),
                    some(from.meanwhile()),
                    work(from.work()),
                    from.commit(),
                    (int) IntStream.range(0, from.refusals())
                            .filter(i -> takes())
                            .count());
        }

        private List<LocalWork> work(List<LocalWork> all) {
            List<LocalWork> some = new ArrayList<>();
            for (LocalWork work : all) {
                List<Step> steps = new ArrayList<>();
                for (Step step : work.steps()) {
                    if (step instanceof Step.Batch batch) {
                        List<Sql> members = some(batch.members());
                        if (!members.isEmpty()) {
                            steps.add(new Step.Batch(members));
                        }
                    } else if (step instanceof Step.Several several) {
                        List<Sql> members = some(several.members());
                        if (!members.isEmpty()) {
                            steps.add(new Step.Several(members));
                        }
                    } else if (takes()) {
                        steps.add(step);
                    }
                }
                if (!steps.isEmpty()) {
                    some.add(work.with(steps));
                }
            }
            return some;
        }

        private List<Sql> some(List<Sql> all) {
            return all.stream().filter(sql -> takes()).toList();
        }
    }
}
