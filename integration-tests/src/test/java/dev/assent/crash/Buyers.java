package dev.assent.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.client.Transactions;
import dev.assent.demo.audit.Claim;
import dev.assent.demo.shop.Purchase;
import dev.assent.demo.shop.PurchaseFailed;
import dev.assent.demo.shop.Shop;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Make purchases, once each, and note the outcome that they get. */
final class Buyers {
    /** MariaDB's number for a wait for a row that took too long; its SQLState says nothing. */
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private final InterceptingBranches trap;
    private final Transactions coordinator;
    private final Map<Integer, Claim> claims = new ConcurrentHashMap<>();
    private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();

    /** @param coordinator is asked for an outcome that a buyer did not get */
    Buyers(InterceptingBranches trap, Transactions coordinator) {
        this.trap = trap;
        this.coordinator = coordinator;
    }

    Claim buy(Shop shop, Purchase purchase, Attempt attempt) {
        trap.starts(attempt);
        try {
            Claim claim = tryToBuy(shop, purchase, attempt);
            claims.put(purchase.number(), claim);
            return claim;
        } catch (Throwable e) { // the boundary of this thread: the test fails at its end
            unexpected.add(e);
            throw e;
        } finally {
            trap.ends(attempt);
        }
    }

    private Claim tryToBuy(Shop shop, Purchase purchase, Attempt attempt) {
        try {
            shop.buy(purchase, attempt);
            return Claim.COMMITTED;
        } catch (PurchaseFailed e) {
            return Claim.ROLLED_BACK;
        } catch (RuntimeException e) {
            if (attempt.isBodyCompleted() && e instanceof OutcomeUnknown) {
                return ask(attempt.xid().orElseThrow());
            }
            if (!isExpected(e)) {
                unexpected.add(e);
            }
            return Claim.ROLLED_BACK; // it was never asked to commit, or the answer was no
        }
    }

    private Claim ask(Xid xid) {
        asked.incrementAndGet();
        GlobalStatus status = await("an outcome of " + xid)
                .atMost(Duration.ofSeconds(90))
                .ignoreException(TryAgain.class)
                .until(() -> coordinator.status(xid), answer -> answer != GlobalStatus.BEGIN);
        assertThat(Claim.of(status)).as("%s", status).isNotEqualTo(Claim.UNKNOWN);
        return Claim.of(status);
    }

    /** A lock, ours or the database's, or the coordinator being away. */
    private static boolean isExpected(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof AssentException || (e instanceof SQLException sql && isLockWait(sql))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLockWait(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("40") || state.equals("HYT00") || error.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }

    Map<Integer, Claim> claims() {
        return Map.copyOf(claims);
    }

    List<Throwable> unexpected() {
        return List.copyOf(unexpected);
    }

    /** How often a buyer did not get the outcome. */
    int asked() {
        return asked.get();
    }
}
