package dev.assent.simulation.bank;

import java.util.List;
import java.util.stream.Stream;

/** All known bugs. A bug that we find ourselves joins them. */
final class Bank {
    static final List<Mutant> MUTANTS = Stream.of(
                    JournalMutants.ALL,
                    RecordMutants.ALL,
                    LockMutants.ALL,
                    DecisionMutants.ALL,
                    PhaseTwoMutants.ALL,
                    DatabaseMutants.ALL)
            .flatMap(List::stream)
            .toList();

    private Bank() {}
}
