package dev.assent.demo.process;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.TryAgain;
import java.nio.file.Path;
import java.time.Duration;

/** Every sentence of the demo. */
public final class DemoErrors {
    private DemoErrors() {}

    public static AssentException notReady(String program, Duration limit, String tail, Path log) {
        return new TryAgain(
                "ASN-1701",
                "Expected %s to be ready within %d s, but it was not. The end of its output, in %s:%n%s"
                        .formatted(program, limit.toSeconds(), log, tail));
    }

    public static AssentException endedEarly(String program, String tail, Path log) {
        return new NotAllowed(
                "ASN-4701",
                "Expected %s to keep running, but it ended. The end of its output, in %s:%n%s"
                        .formatted(program, log, tail));
    }

    public static AssentException cannotRun(String program, String why) {
        return new NotAllowed("ASN-4702", "Expected to run %s, but %s.".formatted(program, why));
    }

    public static AssentException needsLinux(String database, String system) {
        return new NotAllowed(
                "ASN-4703",
                "Expected Linux on x86-64 with glibc to start %s on, but this is %s. H2 runs everywhere."
                        .formatted(database, system));
    }

    public static AssentException noBinaries(String database, String profile) {
        return new NotAllowed(
                "ASN-4704",
                "Expected the binaries of %s on the class path, but they are not there. './assent demo --db %s' fetches them."
                        .formatted(database, profile));
    }

    public static AssentException noPort(int tries) {
        return new TryAgain(
                "ASN-1702", "Expected to find a free port, but the %d ports tried were all in use.".formatted(tries));
    }
}
