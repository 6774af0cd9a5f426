package dev.assent.fuzz.run;

import dev.assent.fuzz.grammar.Generator;
import dev.assent.fuzz.judge.Difference;
import dev.assent.fuzz.judge.Judge;
import dev.assent.fuzz.judge.Judgement;
import dev.assent.fuzz.script.Feature;
import dev.assent.fuzz.script.Scenario;
import dev.assent.fuzz.server.Databases;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** Runs one transaction per seed. */
public final class Campaign {
    private final Judge judge;
    private final Judge silent;
    private final Generator generator;
    private final Consumer<String> progress;
    private final Findings findings = new Findings();

    /**
     * @param features that may be drawn
     * @param progress gets a line for each failure
     * @param trace gets a line for each answer
     */
    public Campaign(Databases databases, Set<Feature> features, Consumer<String> progress, Consumer<String> trace) {
        this.judge = new Judge(databases, trace);
        this.silent = new Judge(databases, line -> {});
        this.progress = progress;
        this.generator = new Generator(databases.kind(), features);
    }

    /** @param goesOn asked with each seed before it is run */
    public Findings run(long firstSeed, LongPredicate goesOn) throws SQLException {
        for (long seed = firstSeed; goesOn.test(seed); seed++) {
            run(seed);
        }
        return findings;
    }

    public Findings run(List<Long> seeds) throws SQLException {
        for (long seed : seeds) {
            run(seed);
        }
        return findings;
    }

    private void run(long seed) throws SQLException {
        Scenario scenario = generator.draw(seed);
        Judgement judgement = judge.judge(scenario);
        if (judgement.invalid().isPresent()) {
            findings.invalid(judgement.invalid().get());
            return;
        }
        findings.count(judgement.tally());
        Optional<Difference> worst = judgement.worst();
        if (worst.isPresent()) {
            progress.accept("seed %d: %s, with %s".formatted(seed, worst.get().kind(), scenario.because()));
            findings.add(seed, scenario, worst.get(), silent);
        }
    }
}
