package dev.assent.fuzz.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The seeds of one build: a fixed half, and a half that is drawn from the commit, so that no change is tuned to its seeds.
 * Without a commit the second half is fixed as well.
 *
 * @param origin where they come from, for people who want to run them again
 */
public record BuildSeeds(String origin, List<Long> all) {
    private static final long FIRST_DRAWN = 1_000_000;
    private static final long DRAWN_FROM = 1_000_000_000_000L;
    private static final int HEX_DIGITS = 15;
    private static final int HEX = 16;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40,64}");
    private static final long PATIENCE_SECONDS = 10;

    /** @param half how many are fixed, and how many are drawn */
    public static BuildSeeds ofThisBuild(int half) {
        return of(commit(Path.of("..")), half);
    }

    static BuildSeeds of(Optional<String> commit, int half) {
        long drawn = commit.map(hash -> FIRST_DRAWN + Long.parseLong(hash.substring(0, HEX_DIGITS), HEX) % DRAWN_FROM)
                .orElse(half + 1L);
        String from = commit.map(hash -> "drawn from commit " + hash.substring(0, HEX_DIGITS))
                .orElse("fixed as well: there is no commit to draw them from");
        return new BuildSeeds(
                "seeds 1 to %d, and %d to %d (%s)".formatted(half, drawn, drawn + half - 1, from),
                LongStream.concat(LongStream.rangeClosed(1, half), LongStream.range(drawn, drawn + half))
                        .boxed()
                        .toList());
    }

    /** Empty where the sources are no clone, or there is no git. */
    private static Optional<String> commit(Path home) {
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
