package dev.assent.simulation.bank;

import static dev.assent.simulation.bank.Mutant.mutant;
import static dev.assent.simulation.bank.Suite.SIMULATION;

import java.util.List;

/** Mistakes about which database is which. */
final class DatabaseMutants {
    static final List<Mutant> ALL = List.of(
            mutant("N01", "a branch is delivered by the name of its database, whatever the mark")
                    .seenIn("pitfall")
                    .in("server.session.Sessions")
                    .change(
                            "mark == null ? byResource.getOrDefault(branch.resourceId(), Set.of()) : serving(mark);",
                            "byResource.getOrDefault(branch.resourceId(), Set.of());")
                    .killedBy(SIMULATION),
            mutant("N02", "two names of one database do not share its locks")
                    .seenIn("pitfall")
                    .in("core.LockSpaces")
                    .change("mark == null ? space(name) : mark.value()", "name")
                    .killedBy(SIMULATION),
            mutant("N03", "a copy of a database is accepted while the original is connected")
                    .seenIn("pitfall")
                    .in("server.session.CopyCheck")
                    .change("Found.NOT_WRITTEN : Found.NOT_READ;", "Found.NOT_WRITTEN : Found.SAME;")
                    .killedBy(SIMULATION),
            mutant("N04", "a database gets a new mark while branches wait for its old one")
                    .seenIn("pitfall")
                    .in("core.DatabaseNaming")
                    .change("if (here && !state.finished()) {", "if (false) {")
                    .killedBy(Suite.test("core.DatabaseNamingTest")),
            mutant("N05", "locks that Seata's clients hold by a name do not move to the database of that name")
                    .seenIn("pitfall")
                    .in("core.State")
                    .change("if (DatabaseNaming.holdsRows(tx, state)) {", "if (false) {")
                    .killedBy(Suite.test("core.DatabaseNamingTest")),
            mutant("N06", "a name alone does not mean the database that the name stood for before")
                    .seenIn("pitfall")
                    .in("core.LockSpaces")
                    .change("view.openMarks(name).forEach(each -> spaces.add(each.value()));", "")
                    .killedBy(Suite.test("core.DatabaseNamingTest")),
            mutant(
                            "N07",
                            "a database does not meet the rows that are locked by its name alone after another had the name")
                    .seenIn("pitfall")
                    .in("core.LockSpaces")
                    .change("&& view.isOpenByNameAlone(name)", "&& false")
                    .killedBy(Suite.test("core.DatabaseNamingTest")),
            mutant("N08", "a mark that a database has lost comes back, since a client has it in memory")
                    .seenIn("pitfall")
                    .in("core.DatabaseNaming")
                    .change("if (known != null && !known.equals(request.before())) {", "if (false) {")
                    .killedBy(Suite.test("server.loop.DatabaseMarkTest")),
            mutant("N09", "a mark counts as shown though its name has changed since")
                    .seenIn("pitfall")
                    .in("core.DatabaseNaming")
                    .change("!known.equals(request.before())", "request.before() == null")
                    .killedBy(Suite.test("core.DatabaseNamingTest")),
            mutant("N10", "a database whose name is taken does not get the outcomes of what is open there")
                    .seenIn("pitfall")
                    .in("server.session.DatabaseRegistrations")
                    .change(
                            "session.marks().refuseBranches(mark, refused.sentence());",
                            "withdraw(claim, refused.sentence());")
                    .killedBy(Suite.test("server.loop.DatabaseMarkTest")),
            mutant(
                            "N11",
                            "a name does not stand for the mark that takes the place of a lost one before a database has it")
                    .seenIn("pitfall")
                    .in("core.DatabaseNaming")
                    .change("new DatabaseNamed(request.name(), request.fresh()),", "")
                    .killedBy(Suite.test("core.DatabaseNamingTest")),
            mutant("N12", "an operator's order to adopt gives a mark that no database has had, not the lost one")
                    .seenIn("Assent, simulation seed 838998676650")
                    .in("core.DatabaseNaming")
                    .change(
                            "if (known != null && !isInPlaceOfALostMark(view.order(name), known)) {",
                            "if (known != null) {")
                    .killedBy(Suite.test("core.DatabaseNamingTest")),
            mutant("N13", "a mark that is adopted does not take its name back from one that no database has had")
                    .seenIn("Assent, simulation seed 838998676650")
                    .in("core.DatabaseNaming")
                    .change("if (!unseen || ordered.events().isEmpty()) {", "if (true) {")
                    .killedBy(Suite.test("core.DatabaseNamingTest")),
            mutant("N14", "a database that has lost its mark is called a copy, which an operator is to renew")
                    .seenIn("Assent")
                    .in("server.session.DatabaseRegistrations")
                    .change("} else if (found == Found.NOT_WRITTEN) {", "} else if (false) {")
                    .killedBy(Suite.test("server.loop.DatabaseMarkTest")));

    private DatabaseMutants() {}
}
