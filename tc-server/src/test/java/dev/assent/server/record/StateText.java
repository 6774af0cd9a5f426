package dev.assent.server.record;

import dev.assent.core.Begun;
import dev.assent.core.Branch;
import dev.assent.core.Command;
import dev.assent.core.Coordinator;
import dev.assent.core.Event;
import dev.assent.core.Event.IdsReserved;
import dev.assent.core.Event.OfTransaction;
import dev.assent.core.Obligations;
import dev.assent.core.Origin;
import dev.assent.core.PendingDelivery;
import dev.assent.core.Reply.Lockable;
import dev.assent.core.SnapshotEvent.ReasonRemembered;
import dev.assent.core.SnapshotEvent.Remembered;
import dev.assent.core.TransactionDetails;
import dev.assent.core.TransactionStatus;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a coordinator knows and has to do, as text. No name of a class is in it, so a change of the code that leaves
 * the meaning alone leaves this text alone. Adapt this class when the core changes; the text must not change with it.
 */
final class StateText {
    private final Coordinator coordinator;
    private final Set<Xid> xids =
            new TreeSet<>(Comparator.comparing((Xid xid) -> xid.number().orElseThrow()));
    private final StringBuilder out = new StringBuilder();

    StateText(Coordinator coordinator) {
        this.coordinator = coordinator;
    }

    /** Every fact goes past here, so that the text names every transaction there was. */
    void seen(Event fact) {
        if (fact instanceof OfTransaction of) {
            xids.add(of.xid());
        } else if (fact instanceof Remembered remembered) {
            remembered.endings().forEach(memory -> xids.add(Xid.of(remembered.address(), memory.number())));
        } else if (fact instanceof ReasonRemembered reason) {
            xids.add(reason.xid());
        }
    }

    String text() {
        line("last fact at %s", coordinator.latest());
        coordinator.snapshot((at, fact) -> {
            if (fact instanceof IdsReserved ids) {
                line("ids reserved up to %d", ids.upTo());
            }
        });
        line("transactions open %d", coordinator.openTransactions());
        line("transactions with a parked branch %d", coordinator.parkedTransactions());
        line("rows locked %d", coordinator.lockedRows());
        coordinator.databases().forEach((name, mark) -> line("name %s is the database %s", name, mark));
        coordinator
                .markOrders()
                .forEach((name, order) -> line(
                        "the next database %s takes the mark %s%s%s",
                        name,
                        order.mark(),
                        order.taken() ? ", one has received it" : "",
                        order.forCopies() ? "" : ", unless it is a copy"));
        xids.forEach(this::transaction);
        return out.toString();
    }

    private void transaction(Xid xid) {
        TransactionDetails known = coordinator.details(xid);
        TransactionStatus status = known.status();
        line("transaction %s", xid);
        line("  state %s", status.state());
        line("  outcome %s, cause %s", known.outcome(), status.cause());
        line("  settled %s, empty %s", status.settled(), status.empty());
        begun(known.begun());
        optional("  paused since %s", known.paused());
        optional("  ended by force: %s", known.reason());
        known.branches().forEach(this::branch);
        obligations(coordinator.obligations(xid));
    }

    private void begun(@Nullable Begun begun) {
        if (begun != null) {
            line("  begun at %s by %s", begun.at(), text(begun.by()));
            line("  name '%s', group '%s'", begun.name(), begun.group());
            line("  deadline %s", begun.deadline());
        }
    }

    private void branch(TransactionDetails.Part part) {
        Branch branch = part.branch();
        line("  branch %s %s on %s, %s", branch.id(), branch.type(), branch.resourceId(), branch.status());
        optional("    in database %s", branch.mark());
        line("    from %s", text(branch.origin()));
        optional("    application data %s", branch.applicationData());
        if (branch.request() != null) {
            line(
                    "    request %d of client %s",
                    branch.request().number(), branch.request().client());
        }
        branch.rows().forEach(row -> line("    row %s:%s %s", row.table(), row.key(), locked(row)));
        line("    finished %s, keeps locks %s", part.finished(), part.locks());
        if (part.parked() != null) {
            line(
                    "    parked since %s after %d attempts",
                    part.parked().since(), part.parked().attempts());
            line(
                    "      still retried %s: %s",
                    part.parked().retried(), part.parked().reason());
        }
        optional("    behind branch %s", part.behind());
    }

    private void obligations(Obligations due) {
        optional("  due: time-out at %s", due.deadline());
        for (Obligations.Item item : due.branches()) {
            PendingDelivery delivery = item.delivery();
            if (delivery != null) {
                line("  due: deliver %s to branch %s", delivery.outcome(), item.branch());
                line("    recorded first %s, delivered before %s", delivery.isRecordedFirst(), delivery.recorded());
            }
        }
    }

    /** As the lock table says, which the transaction's own record does not know. */
    private String locked(LockKey row) {
        Command query = new Command.QueryLocks(null, row.resource(), row.table() + ':' + row.key());
        Lockable answer = (Lockable) coordinator.reply(coordinator.decide(query, coordinator.latest()));
        return answer != null && answer.free() ? "free" : "locked";
    }

    private static String text(Origin origin) {
        return "%s at %s, %s client"
                .formatted(origin.applicationId(), origin.address(), origin.assent() ? "our" : "Seata's");
    }

    private void optional(String format, @Nullable Object value) {
        if (value != null) {
            line(format, value);
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency for this one method
    private void line(String format, @Nullable Object... values) {
        out.append(format.formatted(values)).append('\n');
    }
}
