package dev.assent.simulation.ledger;

import dev.assent.model.Outcome;
import dev.assent.protocol.OutcomeCode;
import dev.assent.protocol.OutcomeDetail;
import dev.assent.simulation.database.BranchKey;
import dev.assent.simulation.database.Witness;
import dev.assent.simulation.ledger.Story.Fact;
import dev.assent.simulation.ledger.Story.Place;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every answer that a client got and everything that a participant did, compared as it comes: the first outcome of a
 * transaction must be the last.
 */
public final class Ledger implements Witness {
    private final World world;
    private final Map<String, Story> stories = new LinkedHashMap<>();
    private final Set<Long> numbers = new LinkedHashSet<>();
    private final Map<Place, Long> expected = new LinkedHashMap<>();
    private final Contexts contexts = new Contexts();
    private final Causes causes;
    private final Interventions interventions = new Interventions();

    private final long memory;

    /** @param memory how long the coordinator remembers an ended transaction */
    public Ledger(World world, Duration memory) {
        this.world = world;
        this.memory = memory.toNanos();
        this.causes = new Causes(world);
    }

    public void begun(String xid) {
        long number = Long.parseLong(xid.substring(xid.lastIndexOf(':') + 1));
        require(Promise.NEW_NUMBERS, numbers.add(number), "Expected a new number, but " + xid + " was given before");
        stories.put(xid, new Story());
    }

    public void asksToRegister(String xid, String database, Collection<String> rows) {
        rows.forEach(row -> story(xid).asked.add(new Place(database, row)));
    }

    /** The host that did a branch's phase one; empty if no host received its number. */
    public @Nullable String registrar(BranchKey branch) {
        return story(branch.xid()).registrars.get(branch.branch());
    }

    /** @param host where its phase one runs */
    public void registeredAt(BranchKey branch, String host) {
        story(branch.xid()).registrars.put(branch.branch(), host);
    }

    /** @param request the same for a request that is sent again */
    public void registered(String xid, long branch, String resource, Collection<String> rows, Object request) {
        Story story = story(xid);
        Set<Place> places = new LinkedHashSet<>();
        rows.forEach(row -> places.add(new Place(resource, row)));
        Fact known = story.branches.putIfAbsent(branch, new Fact(resource, places, request));
        require(
                Promise.NEW_NUMBERS,
                known == null ? numbers.add(branch) : known.request().equals(request),
                "Expected a new number, but branch " + branch + " of " + xid + " was given before");
    }

    /** The database that the branch was registered in; null if no client received its number. */
    public @Nullable String home(BranchKey branch) {
        Fact known = story(branch.xid()).branches.get(branch.branch());
        return known == null ? null : known.resource();
    }

    /** The mark of its database is lost, and another one stands there: a person has to decide. */
    public void losesMark(BranchKey branch) {
        mayPark(branch);
        story(branch.xid()).lostMark.add(branch.branch());
    }

    public boolean waitsForLostMark(String xid) {
        return !story(xid).lostMark.isEmpty();
    }

    /** Somebody heard, or was ordered to act on, the outcome. */
    public void outcome(String xid, Outcome outcome, String evidence) {
        Story story = story(xid);
        story.heard = world.now();
        if (story.outcome == null) {
            story.outcome = outcome;
            story.evidence = evidence;
            world.say("outcome of " + xid + " is " + outcome + ": " + evidence);
        } else if (story.outcome != outcome) {
            throw new Violation(
                    Promise.ONE_DECISION,
                    "Expected one outcome of " + xid + ", but it is " + story.outcome + " by " + story.evidence
                            + " and " + outcome + " by " + evidence);
        }
    }

    public Interventions interventions() {
        return interventions;
    }

    public Causes causes() {
        return causes;
    }

    /** A client got this detail about it, which must be as true as the status beside it. */
    public void detail(String xid, OutcomeDetail detail) {
        String evidence = detail.encoded();
        OutcomeCode code = detail.code();
        require(
                Promise.HONEST_ANSWERS,
                code != OutcomeCode.UNRECOGNISED,
                "Expected a code that clients know, but " + xid + " is answered: " + evidence);
        if (code == OutcomeCode.UNKNOWN) {
            unknown(xid);
        } else if (code == OutcomeCode.ROLLED_BACK) {
            undone(xid, evidence);
        } else if (code.isRollback()) {
            outcome(xid, Outcome.ROLLBACK, evidence);
        } else if (code.isCommit()) {
            outcome(xid, Outcome.COMMIT, evidence);
        }
        require(
                Promise.HONEST_ANSWERS,
                !detail.empty() || !hasBranches(xid),
                "Expected " + xid + " to be known with its branches, but the answer is: " + evidence);
        causes.named(xid, detail);
    }

    /** Somebody heard that all of it is undone, or that there was nothing to undo. */
    public void undone(String xid, String evidence) {
        outcome(xid, Outcome.ROLLBACK, evidence);
        Story story = story(xid);
        story.undone = true;
        require(
                Promise.HONEST_ANSWERS,
                !story.changedAnything(),
                "Expected " + xid + " to be undone, as " + evidence + " claims, but its changes stand: "
                        + story.changes);
    }

    /** Somebody heard that all of it is done. Its legs add up to nothing, so less than all of them does not. */
    public void allDone(String xid, String evidence) {
        require(
                Promise.HONEST_ANSWERS,
                hasFailedForGood(xid) || (balance(xid) == 0 && !story(xid).isReservedAnywhere()),
                "Expected " + xid + " to be committed everywhere, as " + evidence + " claims, but only "
                        + story(xid).changes + " is done");
    }

    /** A resource manager has said that it never can. */
    public void failedForGood(BranchKey branch) {
        story(branch.xid()).failedForGood.add(branch.branch());
    }

    /** A database does not know it: whether the coordinator may take that for done, only the coordinator knows. */
    public void mayPark(BranchKey branch) {
        story(branch.xid()).parkable.add(branch.branch());
    }

    public boolean mayBeParked(BranchKey branch) {
        Story story = story(branch.xid());
        return interventions.mayBeForced(branch.xid())
                || story.failedForGood.contains(branch.branch())
                || story.parkable.contains(branch.branch());
    }

    /** A confirm without a try: it fails for ever, and is delivered for ever. */
    public void confirmsNothing(BranchKey branch) {
        mayPark(branch);
        story(branch.xid()).untried.add(branch.branch());
    }

    /** Its try arrived late, and its confirm found it. */
    public void confirmed(BranchKey branch) {
        story(branch.xid()).untried.remove(branch.branch());
    }

    public boolean keepsFailing(BranchKey branch) {
        Story story = story(branch.xid());
        return story.untried.contains(branch.branch()) || story.lostMark.contains(branch.branch());
    }

    public boolean keepsFailing(String xid) {
        return !story(xid).untried.isEmpty() || waitsForLostMark(xid);
    }

    /** Whether there is a reason with a name why it may wait for a person. */
    public boolean mayBeParked(String xid) {
        return hasFailedForGood(xid) || !story(xid).parkable.isEmpty();
    }

    public boolean hasFailedForGood(String xid) {
        return !story(xid).failedForGood.isEmpty() || interventions.mayBeForced(xid);
    }

    /** Somebody heard that the coordinator does not know the transaction. */
    public void unknown(String xid) {
        Story story = stories.get(xid);
        if (story == null || story.branches.isEmpty()) {
            return; // without a branch it may die with the process
        }
        if (story.outcome != null && causes.mostSince(story.heard) >= memory) {
            return; // it has ended, and so long ago that it may be forgotten
        }
        throw new Violation(
                Promise.DURABLE_DECISION,
                "Expected transaction " + xid + " with branches " + story.branches.keySet()
                        + " to be known, but the coordinator does not know it");
    }

    public void contextSent(BranchKey branch, String context) {
        contexts.sent(branch, context);
    }

    /** Somebody heard that it is safe. */
    public void contextAccepted(BranchKey branch, String context) {
        contexts.accepted(branch, context);
    }

    public void contextHandedBack(BranchKey branch, @Nullable String context) {
        contexts.handedBack(branch, context);
    }

    /** No delivery may name a branch that its transaction does not have. */
    public void ordered(BranchKey branch, Outcome outcome, String by) {
        outcome(branch.xid(), outcome, by + " was ordered to " + outcome + " branch " + branch.branch());
    }

    @Override
    public void changed(BranchKey branch, String database, String row, long delta) {
        Place place = new Place(database, row);
        expected.merge(place, delta, Long::sum);
        Story story = story(branch.xid());
        story.changes.merge(place, delta, Long::sum);
        require(
                Promise.HONEST_ANSWERS,
                !story.undone || !story.changedAnything(),
                "Expected nothing more of " + branch.xid() + ", which was said to be undone, but " + place
                        + " changed by " + delta);
    }

    @Override
    public void changedFromOutside(String database, String row, long delta) {
        expected.merge(new Place(database, row), delta, Long::sum);
        world.say("a stranger adds " + delta + " to " + row + " of " + database);
    }

    @Override
    public void overwrote(BranchKey branch, BranchKey other, String database, String row) {
        if (interventions.mayBeForced(other.xid())) {
            return; // its rows are free though they are not undone: that is what force means
        }
        outcome(other.xid(), Outcome.COMMIT, "its row " + row + " of " + database + " was given to " + branch.xid());
    }

    public boolean mayBeForced(String xid) {
        return interventions.mayBeForced(xid);
    }

    public Set<String> xids() {
        return stories.keySet();
    }

    /** How many branches clients have registered. */
    public int branches() {
        return stories.values().stream()
                .mapToInt(story -> story.branches.size())
                .sum();
    }

    public boolean hasBranches(String xid) {
        return !story(xid).branches.isEmpty();
    }

    public boolean isCommitted(String xid) {
        return story(xid).outcome == Outcome.COMMIT;
    }

    /** Sum of all changes of the transaction that stand, over all databases. */
    public long balance(String xid) {
        return story(xid).changes.values().stream().mapToLong(Long::longValue).sum();
    }

    public boolean changedAnything(String xid) {
        return story(xid).changedAnything();
    }

    public long expected(String database, String row) {
        return INITIAL + expected.getOrDefault(new Place(database, row), 0L);
    }

    /** Whether one of these transactions ever asked for the row's lock. */
    public boolean mayBeLocked(String database, String row, Collection<String> xids) {
        Place place = new Place(database, row);
        return xids.stream().anyMatch(xid -> story(xid).asked.contains(place));
    }

    /** The branches that may wait for an operator. */
    public List<String> parkable() {
        return stories.keySet().stream().filter(this::mayBeParked).toList();
    }

    public List<String> failedForGood() {
        return stories.keySet().stream().filter(this::hasFailedForGood).toList();
    }

    private Story story(String xid) {
        Story story = stories.get(xid);
        if (story == null) {
            throw new Violation(
                    Promise.NEW_NUMBERS, "Expected only transactions that somebody began, but heard of " + xid);
        }
        return story;
    }

    private static void require(Promise promise, boolean condition, String sentence) {
        if (!condition) {
            throw new Violation(promise, sentence);
        }
    }
}
