package dev.assent.core;

import dev.assent.client.XidContext;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that the core must not do, in one place, for the architecture rules to find. */
public final class RuleViolations {
    static final List<String> LIST = new ArrayList<>();
    static final Set<String> SHARED = ConcurrentHashMap.newKeySet();
    static final int[] ARRAY = {0};
    static final AtomicLong ATOMIC = new AtomicLong();
    static final StringBuilder TEXT = new StringBuilder();
    static final Cell CELL = new Cell();
    static final ThreadLocal<String> BOUND = new ThreadLocal<>();
    static int counter;

    private RuleViolations() {}

    static List<Object> all() throws InterruptedException {
        Thread.sleep(1);
        return List.of(
                System.nanoTime(),
                System.currentTimeMillis(),
                Instant.now(),
                Clock.systemUTC(),
                Math.random(),
                new Random(),
                UUID.randomUUID(),
                new Thread(),
                new File("x"),
                URI.create("x"),
                Path.of("x"),
                Set.of(1, 2),
                Map.of(1, 2),
                new HashMap<>(),
                Stream.of(1).collect(Collectors.toSet()),
                XidContext.current());
    }

    static final class Cell {
        int value;
    }

    /** What the rule on static state lets pass. */
    static final class RuleExamples {
        static final Duty DUTY = new Duty("x", List.of());
        static final List<Duty> DUTIES = List.of(DUTY);
        private static final TransactionState[] STAGES = TransactionState.values();

        private RuleExamples() {}

        static int stages() {
            return STAGES.length;
        }
    }

    record Duty(String name, List<String> parts) {}
}
