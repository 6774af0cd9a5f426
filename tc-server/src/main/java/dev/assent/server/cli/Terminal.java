package dev.assent.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Where a command is typed and read.
 *
 * @param in empty if it is not a terminal with a person at it
 */
record Terminal(Optional<Reader> in, PrintStream out, PrintStream err, Instant now, ZoneId zone) {
    /** Set by the launcher, which knows better than Java whether somebody sits there. */
    private static final String SOMEBODY_SITS_THERE = "assent.terminal";

    static Terminal ofProcess() {
        return new Terminal(
                Boolean.getBoolean(SOMEBODY_SITS_THERE)
                        ? Optional.of(new InputStreamReader(System.in, Charset.defaultCharset()))
                        : Optional.empty(),
                System.out,
                System.err,
                Instant.now(),
                ZoneId.systemDefault());
    }

    /** Whether the answer is yes; false too if there is no person to ask. */
    boolean agrees(String question) {
        if (in.isEmpty()) {
            return false;
        }
        out.print(question + " Type yes to go on: ");
        out.flush();
        try {
            String answer = new BufferedReader(in.get()).readLine();
            return answer != null && answer.strip().equals("yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
