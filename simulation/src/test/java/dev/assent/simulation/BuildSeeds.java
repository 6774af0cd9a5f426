package dev.assent.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The seeds of one build: a fixed half, a half that is drawn from the commit, so that no change is tuned to its seeds, and
 * every seed that ever failed. Without a commit the second half is fixed as well. Other seeds:
 * {@code -Dassent.simulation.first=1000 -Dassent.simulation.seeds=10000}.
 *
 * @param origin where they come from, for people who want to run them again
 * @param all each once
 */
record BuildSeeds(String origin, List<Long> all) {
    private static final int HALF = 1000;
    private static final long FIRST_DRAWN = 1_000_000;
    private static final long DRAWN_FROM = 1_000_000_000_000L;
    private static final int HEX_DIGITS = 15;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40,64}");
    private static final long PATIENCE_SECONDS = 10;

    static BuildSeeds ofThisBuild() {
        Integer count = Integer.getInteger("assent.simulation.seeds");
        long first = Long.getLong("assent.simulation.first", 1);
        if (count != null) {
            return new BuildSeeds(
                    "seeds " + first + " to " + (first + count - 1),
                    range(first, count).toList());
        }
        return of(commit(Path.of("..")));
    }

    /** @param commit its hash; empty if there is none */
    static BuildSeeds of(Optional<String> commit) {
        long drawn = commit.map(BuildSeeds::firstDrawn).orElse(HALF + 1L);
        String from = commit.map(hash -> "drawn from commit " + hash.substring(0, HEX_DIGITS))
                .orElse("fixed as well: there is no commit to draw them from");
        List<Long> kept = List.copyOf(KeptSeeds.read().keySet());
        return new BuildSeeds(
                "seeds 1 to %d, %d to %d (%s) and %d that failed before"
                        .formatted(HALF, drawn, drawn + HALF - 1, from, kept.size()),
                Stream.of(range(1, HALF), range(drawn, HALF), kept.stream())
                        .flatMap(each -> each)
                        .distinct()
                        .toList());
    }

    /** One percent of them. */
    List<Long> sample() {
        return LongStream.iterate(0, i -> i < all.size(), i -> i + 100)
                .map(i -> all.get((int) i))
                .boxed()
                .toList();
    }

    private static long firstDrawn(String hash) {
        return FIRST_DRAWN + Long.parseLong(hash.substring(0, HEX_DIGITS), 16) % DRAWN_FROM;
    }

    private static Stream<Long> range(long first, int count) {
        return LongStream.range(first, first + count).boxed();
    }

    /** Empty where the sources are no clone, or there is no git. */
    static Optional<String> commit(Path home) {
        if (!Files.exists(home.resolve(".git"))) {
            return Optional.empty();
        }
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String hash = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            boolean ended = git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return Optional.of(hash).filter(said -> ended && HASH.matcher(said).matches());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
