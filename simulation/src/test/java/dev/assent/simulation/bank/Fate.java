package dev.assent.simulation.bank;

/** What became of a mutant in a suite. Of the product itself, if {@code id} says so. */
record Fate(Mutant mutant, Verdict verdict, long millis) {
    /** One row of a table in Markdown. */
    String row() {
        return "| %s | %s | %s | %s: %s | %s |"
                .formatted(
                        mutant.id(),
                        mutant.bug(),
                        mutant.seenIn(),
                        mutant.suite(),
                        verdict.death().map(Fate::cell).orElse("**lives**"),
                        "%d %s, %.1f s"
                                .formatted(verdict.cases(), mutant.suite().unit(), millis / 1000.0));
    }

    /** What was found wrong, without what is different in each run. */
    private static String cell(String death) {
        String line = death.lines().findFirst().orElse("").replace("|", "/");
        return line.length() > MOST ? line.substring(0, MOST) + " …" : line;
    }

    private static final int MOST = 140;

    static String head() {
        return "| id | the bug | seen in | noticed by | after |\n|---|---|---|---|---|";
    }
}
