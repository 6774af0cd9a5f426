package dev.assent.server.edge;

import dev.assent.server.limit.ClientLimits;

/** What all connections share on the way in. */
record ReceiveLimits(ClientLimits limits, ReceiveBudget budget, RequestWindow.Total total) {
    /** Held answers take about as much. */
    private static final int HEAP_PER_REQUEST = 4 << 10;

    private static final int LEAST_REQUESTS = 20_000;

    static ReceiveLimits of(ClientLimits limits) {
        long requests = Runtime.getRuntime().maxMemory() / HEAP_PER_REQUEST;
        long bytes = limits.unfinishedBytes();
        return new ReceiveLimits(
                limits,
                new ReceiveBudget(bytes),
                new RequestWindow.Total((int) Math.min(Integer.MAX_VALUE, Math.max(LEAST_REQUESTS, requests)), bytes));
    }
}
