package dev.assent.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Reply.Lockable;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A request's name begins with the letter of its transaction; b began after a. */
final class LockQueueTest {
    private static final List<String> ROWS = List.of("p", "q", "r");

    private final Waiting waiting = new Waiting();

    @Test
    void aWaiterIsRegisteredWhenTheHolderCommits() {
        waiting.holds("a", "1").holds("b", "1,2");
        assertThat(waiting.waits("b")).isTrue();

        waiting.commits("a");
        assertThat(waiting.isRegistered("b")).isTrue();
        assertThat(waiting.queue().isEmpty()).isTrue();
    }

    @Test
    void theFirstToAskIsTheFirstToGet() {
        waiting.holds("a", "1").holds("b", "1").holds("c", "1").commits("a");
        assertThat(waiting.isRegistered("b")).isTrue();
        assertThat(waiting.waits("c")).isTrue();

        waiting.commits("b");
        assertThat(waiting.isRegistered("c")).isTrue();
    }

    @Test
    void aNewcomerGoesBehindTheWaiterOfOneOfItsRowsThoughItIsFree() {
        waiting.holds("a", "1").holds("b", "1,2").holds("c", "2");

        assertThat(waiting.waits("c")).isTrue();
        waiting.commits("a");
        assertThat(waiting.isRegistered("b")).isTrue();
        assertThat(waiting.waits("c")).isTrue();
        waiting.commits("b");
        assertThat(waiting.isRegistered("c")).isTrue();
    }

    @Test
    void anOwnerOfTheRowPassesThoseThatWaitForIt() {
        waiting.holds("a", "1").holds("b", "1,2").holds("a2", "1");

        assertThat(waiting.isRegistered("a2")).isTrue();
    }

    @Test
    void aWaiterDoesNotStandInTheWayOfItsOwnTransaction() {
        waiting.holds("a", "1").holds("b", "1,2").holds("b2", "2");

        assertThat(waiting.isRegistered("b2")).isTrue();
    }

    @Test
    void oneThatHoldsItsDatabaseRowsGoesBeforeThoseThatHoldNone() {
        waiting.holds("a", "1").awaits("b", "1").holds("c", "1").commits("a");

        assertThat(waiting.isRegistered("c")).isTrue();
        assertThat(waiting.waits("b")).isTrue();
        waiting.commits("c");
        assertThat(waiting.hasPlace("b")).isTrue();
    }

    @Test
    void rowsAreKeptForOneThatRunsItsStatementAgain() {
        waiting.holds("a", "1").awaits("b", "1").awaits("c", "1").commits("a");
        assertThat(waiting.answers.get("b")).isEqualTo(new Lockable(true));
        assertThat(waiting.waits("c")).isTrue();

        waiting.tries("d", "1");
        assertThat(waiting.refusal("d")).isEqualTo(Refusal.LOCKED);
        waiting.tries("b2", "1");
        assertThat(waiting.isRegistered("b2")).isTrue();
        assertThat(waiting.hasPlace("b")).isFalse();
        waiting.commits("b");
        assertThat(waiting.hasPlace("c")).isTrue();
    }

    @Test
    void rowsAreKeptNoLongerThanForAWhile() {
        waiting.holds("a", "1").awaits("b", "1").awaits("c", "1").commits("a").timeIsUp("b");

        assertThat(waiting.hasPlace("b")).isFalse();
        assertThat(waiting.hasPlace("c")).isTrue();
    }

    @Test
    void oneThatComesBackTooLateKeepsItsTurn() {
        waiting.holds("a", "1").awaits("b", "1").awaits("c", "1").commits("a");
        waiting.holds("d", "1").tries("b2", "1");
        assertThat(waiting.refusal("b2")).isEqualTo(Refusal.LOCKED);

        waiting.awaits("b3", "1").commits("d");
        assertThat(waiting.hasPlace("b3")).isTrue();
        assertThat(waiting.waits("c")).isTrue();
    }

    @Test
    void aClientThatDoesNotKnowTheQueueGoesItsOwnWay() {
        waiting.holds("a", "1").holds("b", "1,2").polls("c", "2");
        assertThat(waiting.isRegistered("c")).isTrue();

        waiting.commits("a");
        assertThat(waiting.waits("b")).isTrue();
        waiting.commits("c");
        assertThat(waiting.isRegistered("b")).isTrue();
    }

    @Test
    void aWaiterGoesWithItsConnection() {
        waiting.holds("a", "1").holds("b", "1", 7, Waiting.LONG).holds("c", "1").losesConnection(7);
        waiting.commits("a");

        assertThat(waiting.answers).doesNotContainKey("b");
        assertThat(waiting.isRegistered("c")).isTrue();
    }

    @Test
    void rowsThatAreKeptGoWithTheConnection() {
        waiting.holds("a", "1")
                .awaits("b", "1", 7)
                .awaits("c", "1")
                .commits("a")
                .losesConnection(7);

        assertThat(waiting.hasPlace("c")).isTrue();
    }

    @Test
    void whoseTimeIsUpHearsWhoHoldsTheRow() {
        waiting.holds("a", "1").holds("b", "1").holds("c", "1").timeIsUp("b");

        assertThat(waiting.refusal("b")).isEqualTo(Refusal.LOCKED);
        waiting.commits("a");
        assertThat(waiting.isRegistered("c")).isTrue();
    }

    @Test
    void theHoldersRollbackWakesThoseThatHoldDatabaseRowsAndLetsTheOthersWait() {
        waiting.holds("a", "1,2")
                .holds("b", "1")
                .holds("c", "1")
                .awaits("d", "1")
                .rollsBack("a");

        assertThat(waiting.refusal("b")).isEqualTo(Refusal.LOCKED_BY_ROLLBACK);
        assertThat(waiting.refusal("c")).isEqualTo(Refusal.LOCKED_BY_ROLLBACK);
        assertThat(waiting.waits("d")).isTrue();
        waiting.isUndone("a");
        assertThat(waiting.hasPlace("d")).isTrue();
    }

    @Test
    void aWaiterOfADecidedTransactionIsAnswered() {
        waiting.holds("a", "1")
                .holds("b", "2")
                .holds("b2", "1")
                .awaits("c", "1")
                .rollsBack("b")
                .rollsBack("c");

        assertThat(waiting.refusal("b2")).isEqualTo(Refusal.ROLLED_BACK);
        assertThat(waiting.refusal("c")).isEqualTo(Refusal.ROLLED_BACK);
        assertThat(waiting.queue().isEmpty()).isTrue();
    }

    @Test
    void inADeadlockTheYoungestGivesWay() {
        waiting.holds("a", "1").holds("b", "2").awaits("a2", "2").awaits("b2", "1");

        assertThat(waiting.refusal("b2")).isEqualTo(Refusal.ROLLED_BACK);
        assertThat(waiting.scene.status(waiting.tx("b")).state()).isEqualTo(TransactionState.ROLLING_BACK);
        assertThat(waiting.waits("a2")).isTrue();
        waiting.isUndone("b");
        assertThat(waiting.hasPlace("a2")).isTrue();
    }

    @Test
    void aDeadlockGoesThroughWaitersToo() {
        waiting.holds("a", "1").holds("b", "2").holds("c", "3");
        waiting.awaits("b2", "1").awaits("c2", "1,2").awaits("a2", "3");

        assertThat(waiting.refusal("c2")).isEqualTo(Refusal.ROLLED_BACK);
        waiting.isUndone("c");
        assertThat(waiting.hasPlace("a2")).isTrue();
    }

    @Test
    void aDeadlockWithOneThatWentBeforeIsSeen() {
        waiting.holds("a", "1").holds("b", "2").awaits("a2", "2,3").holds("c", "1,3");

        assertThat(waiting.refusal("c")).isEqualTo(Refusal.ROLLED_BACK);
        assertThat(waiting.waits("a2")).isTrue();
    }

    @Test
    void aBranchThatIsRegisteredWhileAnotherWaitsMayCloseACircle() {
        waiting.holds("a", "1").holds("b", "2").awaits("a2", "3,4").tries("b2", "3");
        assertThat(waiting.hasPlace("a2")).isTrue();

        waiting.holds("b3", "1");
        waiting.holds("b4", "3").awaits("a3", "3");
        assertThat(waiting.answers.get("b3")).isNotNull();
        assertThat(waiting.refusal("b3")).isEqualTo(Refusal.ROLLED_BACK);
    }

    @Test
    void nothingWaitsThatAsksToBeAnsweredAtOnce() {
        waiting.holds("a", "1").holds("b", "1", 1, Duration.ZERO);

        assertThat(waiting.refusal("b")).isEqualTo(Refusal.LOCKED);
    }

    @Test
    void oneRowHasSoManyWaiters() {
        waiting.holds("a", "1");
        for (int i = 0; i < LockQueue.MOST_OF_ONE_ROW; i++) {
            waiting.holds(another(i), "1", i, Waiting.LONG);
        }
        waiting.holds("c", "1");

        assertThat(waiting.refusal("c")).isEqualTo(Refusal.LOCKED);
    }

    @Test
    void oneTransactionHasSoManyWaiters() {
        waiting.holds("a", "1");
        for (int i = 0; i < LockQueue.MOST_OF_ONE_TRANSACTION; i++) {
            waiting.holds("b" + i, "1");
        }
        waiting.holds("b", "1");

        assertThat(waiting.refusal("b")).isEqualTo(Refusal.LOCKED);
    }

    /** The name of a transaction of its own. */
    private static String another(int number) {
        return Character.toString(0x4e00 + number);
    }

    @Test
    void aWaitIsCutToWhatIsAllowed() {
        assertThat(new LockWait(1, Duration.ofHours(1), true).time()).isEqualTo(Duration.ofMillis(300));
        assertThat(new LockWait(1, Duration.ofHours(1), false).time()).isEqualTo(Duration.ofSeconds(10));
        assertThat(new LockWait(1, Duration.ofMillis(-1), false).time()).isZero();
    }

    /** However many wait for the same row behind the first. */
    @Test
    void aReleaseCostsAsMuchAsItWakes() {
        long few = costOfARelease(10);

        assertThat(few).isPositive();
        assertThat(costOfARelease(500)).isLessThanOrEqualTo(few);
    }

    private static long costOfARelease(int waiters) {
        Waiting crowd = new Waiting();
        crowd.holds("a", "1");
        for (int i = 0; i < waiters; i++) {
            crowd.awaits(another(i), "1", i);
        }
        crowd.holds("c", "2").holds("d", "2");
        long before = crowd.queue().steps();
        crowd.scene.say(new Command.Commit(crowd.tx("c")));
        for (LockWait next = crowd.queue().next();
                next != null;
                next = crowd.queue().next()) {
            crowd.queue().leave(next);
        }
        crowd.scene.say(new Command.Commit(crowd.tx("a")));
        LockWait first = crowd.queue().next();
        assertThat(first).isNotNull();
        assertThat(crowd.queue().hasNext()).as("one is woken").isFalse();
        return crowd.queue().steps() - before;
    }

    /** Against what each step must keep, whatever comes: see {@link Waiting}. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyWaiterWaitsForSomethingAndNoneForItself(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 80; step++) {
            String name = (char) ('a' + random.nextInt(8)) + "" + step;
            String rows = rows(random);
            int connection = 1 + random.nextInt(3);
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> waiting.holds(name, rows, connection, Waiting.LONG);
                case 3, 4 -> waiting.awaits(name, rows, connection);
                case 5, 6 -> waiting.tries(name, rows);
                case 7 -> waiting.polls(name, rows);
                case 8 -> waiting.commits(name);
                case 9 -> waiting.rollsBack(name);
                case 10 -> waiting.isUndone(name);
                default -> {
                    if (random.nextInt(4) == 0) {
                        waiting.losesConnection(connection);
                    }
                }
            }
        }
        for (char tx = 'a'; tx < 'i'; tx++) {
            waiting.rollsBack("" + tx);
            waiting.isUndone("" + tx);
        }
        assertThat(waiting.queue().requests())
                .as("with nothing held, at most places are left")
                .allMatch(WaitingRequest::placed);
    }

    private static String rows(Random random) {
        List<String> some = ROWS.stream().filter(row -> random.nextBoolean()).toList();
        return some.isEmpty() ? "p" : String.join(",", some);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }
}
