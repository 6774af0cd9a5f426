package dev.assent.crash;

import dev.assent.demo.shop.Plan;
import dev.assent.demo.shop.Purchase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The purchases: many that meet at the same rows, some without money, some for goods that are not there, some with
 * a fault after the last step; and for each moment a victim and a bystander whose rows no other purchase uses.
 */
final class Purchases {
    private static final int CUSTOMERS = 20;
    private static final int ITEMS = 20;
    private static final int WITHOUT_MONEY = 1;
    private static final int NEVER_IN_STOCK = 1;
    private static final int FAULTY_PERCENT = 10;
    private static final int PLENTY = 1_000_000;

    private final Plan plan;
    private final Iterator<Purchase> crowd;
    private final Iterator<Purchase> others;

    private Purchases(Plan plan, Iterator<Purchase> crowd, Iterator<Purchase> others) {
        this.plan = plan;
        this.crowd = crowd;
        this.others = others;
    }

    static Purchases draw(long seed, int crowdSize) {
        Random random = new Random(seed);
        List<Purchase> crowd = IntStream.rangeClosed(1, crowdSize)
                .mapToObj(number -> ofCrowd(number, random))
                .toList();
        List<Purchase> others = new ArrayList<>();
        for (Moment moment : Moment.values()) {
            others.add(ofOther(crowdSize, others.size(), moment.wantsRollback()));
            others.add(ofOther(crowdSize, others.size(), false));
        }
        List<Purchase> all = new ArrayList<>(crowd);
        all.addAll(others);
        List<Long> balances = new ArrayList<>(Collections.nCopies(CUSTOMERS + others.size(), (long) PLENTY));
        balances.set(WITHOUT_MONEY - 1, 0L);
        List<Integer> levels = new ArrayList<>(Collections.nCopies(ITEMS + others.size(), PLENTY));
        levels.set(NEVER_IN_STOCK - 1, 0);
        return new Purchases(new Plan(seed, all, balances, levels), crowd.iterator(), others.iterator());
    }

    private static Purchase ofCrowd(int number, Random random) {
        int quantity = 1 + random.nextInt(3);
        return new Purchase(
                number,
                1 + random.nextInt(CUSTOMERS),
                1 + random.nextInt(ITEMS),
                quantity,
                quantity * 25L,
                random.nextInt(100) < FAULTY_PERCENT);
    }

    private static Purchase ofOther(int crowdSize, int index, boolean faulty) {
        return new Purchase(crowdSize + 1 + index, CUSTOMERS + 1 + index, ITEMS + 1 + index, 2, 50, faulty);
    }

    Plan plan() {
        return plan;
    }

    synchronized Purchase nextOfCrowd() {
        return crowd.next();
    }

    /** For a moment: first its victim's, then its bystander's. */
    synchronized Purchase nextOther() {
        return others.next();
    }
}
