package dev.assent.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;

/** The bytes of live objects in another JVM, by its class histogram, which starts a garbage collection first. */
final class LiveHeap {
    private LiveHeap() {}

    static double bytes(long pid) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
        String last = histogram.substring(histogram.lastIndexOf("Total") + "Total".length());
        return Double.parseDouble(last.trim().split("\\s+", -1)[1]);
    }
}
