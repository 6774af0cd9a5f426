package dev.assent.chaos.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.client.XidContext;
import dev.assent.demo.audit.Claim;
import dev.assent.demo.shop.Purchase;
import dev.assent.demo.shop.PurchaseFailed;
import dev.assent.demo.shop.PurchaseListener;
import dev.assent.demo.shop.Shop;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.tm.GlobalTransactions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Customers as a process. Each line of its input is a purchase, which it makes on a thread of its own; each line of its
 * output is a {@link ShopEvent}. What it has reported is true even if it is killed right after. It ends when its
 * standard input ends.
 */
public final class ShopProcess {
    private static final String READY = "ready";

    private final Shop shop;

    private ShopProcess(Shop shop) {
        this.shop = shop;
    }

    /** The arguments of {@link #main}. */
    public static List<String> arguments(String name, String coordinator, int orders, int stock, int account) {
        return List.of(name, coordinator, Integer.toString(orders), Integer.toString(stock), Integer.toString(account));
    }

    /** Whether this line of its output says that it is ready. */
    public static boolean isReady(String line) {
        return line.equals(READY);
    }

    public static void main(String[] args) throws IOException {
        RemoteServices services =
                new RemoteServices(Integer.parseInt(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        AssentClient client = AssentClient.connect(ShortTimeouts.of(ClientOptions.to(args[1], args[0])));
        ShopProcess process = new ShopProcess(
                new Shop(new GlobalTransactions(client), ShortTimeouts.TIMEOUT, services, services, services));
        ExecutorService customers = Executors.newCachedThreadPool();
        System.out.println(READY);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Purchase purchase = PurchaseRequest.read(line);
                customers.execute(() -> process.buy(purchase));
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private void buy(Purchase purchase) {
        int number = purchase.number();
        Progress progress = new Progress(number);
        try {
            shop.buy(purchase, progress);
            ShopEvent.ended(number, Claim.COMMITTED, "").say();
        } catch (PurchaseFailed e) {
            ShopEvent.ended(number, Claim.ROLLED_BACK, e.reason().name()).say();
        } catch (RuntimeException e) { // the boundary of this thread
            if (progress.through && e instanceof OutcomeUnknown) {
                ShopEvent.ended(number, Claim.UNKNOWN, e.toString()).say();
            } else if (e instanceof AssentException || e instanceof ServiceUnavailable) {
                ShopEvent.failedByFault(number, e.toString()).say(); // the commit was not requested, or was refused
            } else {
                e.printStackTrace();
                ShopEvent.unexpected(number, e.toString()).say();
            }
        }
    }

    /** Reports the steps of a purchase. */
    private static final class Progress implements PurchaseListener {
        private final int number;
        private boolean through;

        private Progress(int number) {
            this.number = number;
        }

        @Override
        public void began() {
            ShopEvent.began(number, XidContext.current().orElseThrow()).say();
        }

        @Override
        public void stepCommitted(String step) {
            ShopEvent.stepCommitted(number, step).say();
        }

        @Override
        public void bodyCompleted() {
            through = true;
        }

        @Override
        public void endRequested() {
            ShopEvent.endRequested(number).say();
        }
    }
}
