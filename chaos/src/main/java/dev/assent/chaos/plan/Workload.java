package dev.assent.chaos.plan;

import dev.assent.demo.shop.Plan;
import dev.assent.demo.shop.Purchase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Draws the purchases: few customers and few items, so that purchases meet at the same rows. One customer has nothing,
 * one item never was in stock, and some purchases break after their last step. A function of the seed alone, without
 * end.
 */
public final class Workload {
    private static final int CUSTOMERS = 16;
    private static final int ITEMS = 12;
    private static final int WITHOUT_MONEY = 1;
    private static final int NEVER_IN_STOCK = 1;
    private static final int FAULTY_PERCENT = 10;
    private static final int PLENTY = 1_000_000_000;
    private static final int CENTS = 25;

    private final long seed;

    public Workload(long seed) {
        this.seed = seed;
    }

    /** @param number from 1 */
    public Purchase purchase(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        int quantity = 1 + random.nextInt(3);
        return new Purchase(
                number,
                1 + random.nextInt(CUSTOMERS),
                1 + random.nextInt(ITEMS),
                quantity,
                (long) quantity * CENTS,
                random.nextInt(100) < FAULTY_PERCENT);
    }

    public List<Purchase> purchases(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(this::purchase).toList();
    }

    /** What the shop opens with, and the purchases from 1 to the last. */
    public Plan plan(int last) {
        List<Long> balances = new ArrayList<>(Collections.nCopies(CUSTOMERS, (long) PLENTY));
        balances.set(WITHOUT_MONEY - 1, 0L);
        List<Integer> levels = new ArrayList<>(Collections.nCopies(ITEMS, PLENTY));
        levels.set(NEVER_IN_STOCK - 1, 0);
        return new Plan(seed, purchases(1, last), balances, levels);
    }
}
