package dev.assent.benchmarks;

import org.HdrHistogram.Histogram;

/** Checks how much slower the slowest of a thousand requests may be than the others. */
final class LatencyTailCheck {
    private static final double OF_MEDIAN = 10;
    private static final double OF_ECHO = 3;
    private static final double SLOWEST = 99.9;

    private LatencyTailCheck() {}

    /** Microseconds: ten times the median or three times the echo's own tail, whichever is more. */
    static double allowed(Histogram micros, Histogram echo) {
        return Math.max(OF_MEDIAN * micros.getValueAtPercentile(50), OF_ECHO * echo.getValueAtPercentile(SLOWEST));
    }
}
