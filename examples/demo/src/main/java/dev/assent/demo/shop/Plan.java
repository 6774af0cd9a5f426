package dev.assent.demo.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What the shop opens with and which customer buys what: a function of the seed and the number of purchases alone.
 * Whether a purchase finds the goods and the money depends on who comes first, except for the first three: one customer
 * has nothing, one item never was in stock, and one purchase breaks after its last step. So every reason to roll back
 * occurs.
 *
 * @param balances of customer 1, 2, …, in cents
 * @param levels of item 1, 2, …
 */
public record Plan(long seed, List<Purchase> purchases, List<Long> balances, List<Integer> levels) {
    /** The fewest purchases for which every reason to roll back occurs and the coordinator can be killed on the way. */
    public static final int FEWEST = 10;

    private static final int CUSTOMERS = 200;
    private static final int ITEMS = 100;
    private static final int WITHOUT_MONEY = 1;
    private static final int NEVER_IN_STOCK = 1;
    /** Every tenth customer and every tenth item has enough for only half of the purchases. */
    private static final int SHORT = 10;

    private static final int FAULTY_PERCENT = 5;
    private static final int HIGHEST_PRICE = 9_999;
    private static final int MOST = 3;

    public static Plan draw(long seed, int count) {
        Random random = new Random(seed);
        int[] prices = random.ints(ITEMS + 1, 100, HIGHEST_PRICE + 1).toArray();
        List<Purchase> purchases = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            int customer = number == 1 ? WITHOUT_MONEY : number <= 3 ? rich(random) : 1 + random.nextInt(CUSTOMERS);
            int item = number == 2 ? NEVER_IN_STOCK : number <= 3 ? plenty(random) : 1 + random.nextInt(ITEMS);
            int quantity = 1 + random.nextInt(MOST);
            boolean faulty = number == 3 || (number > 3 && random.nextInt(100) < FAULTY_PERCENT);
            purchases.add(new Purchase(number, customer, item, quantity, (long) prices[item] * quantity, faulty));
        }
        return new Plan(seed, List.copyOf(purchases), balances(purchases), levels(purchases));
    }

    private static int rich(Random random) {
        return 1 + CUSTOMERS / SHORT + random.nextInt(CUSTOMERS - CUSTOMERS / SHORT);
    }

    private static int plenty(Random random) {
        return 1 + ITEMS / SHORT + random.nextInt(ITEMS - ITEMS / SHORT);
    }

    private static List<Long> balances(List<Purchase> purchases) {
        long[] wanted = new long[CUSTOMERS + 1];
        purchases.forEach(purchase -> wanted[purchase.customer()] += purchase.amount());
        return IntStream.rangeClosed(1, CUSTOMERS)
                .mapToObj(customer -> customer == WITHOUT_MONEY
                        ? 0
                        : customer <= CUSTOMERS / SHORT ? wanted[customer] / 2 : wanted[customer] + HIGHEST_PRICE)
                .toList();
    }

    private static List<Integer> levels(List<Purchase> purchases) {
        int[] wanted = new int[ITEMS + 1];
        purchases.forEach(purchase -> wanted[purchase.item()] += purchase.quantity());
        return IntStream.rangeClosed(1, ITEMS)
                .mapToObj(item ->
                        item == NEVER_IN_STOCK ? 0 : item <= ITEMS / SHORT ? wanted[item] / 2 : wanted[item] + MOST)
                .toList();
    }
}
