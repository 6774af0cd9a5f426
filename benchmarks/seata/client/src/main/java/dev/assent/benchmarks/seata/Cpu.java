package dev.assent.benchmarks.seata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU seconds used so far, by {@code /proc}. */
record Cpu(double client, double server) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    static Cpu now(String serverPid) throws IOException {
        return new Cpu(seconds("self"), seconds(serverPid));
    }

    /** Counts the fields after the last parenthesis, because the program's name before it may contain spaces. */
    private static double seconds(String pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", pid, "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_PER_SECOND;
    }
}
