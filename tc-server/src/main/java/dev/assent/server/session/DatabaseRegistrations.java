package dev.assent.server.session;

import dev.assent.core.Command;
import dev.assent.core.MarkOrder;
import dev.assent.core.Reply;
import dev.assent.core.Reply.DatabaseAccepted;
import dev.assent.core.Reply.HeldTwice;
import dev.assent.core.Reply.MarkGiven;
import dev.assent.core.Reply.ProofNeeded;
import dev.assent.core.Reply.Refused;
import dev.assent.model.DatabaseMark;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.server.errors.LogNames;
import dev.assent.server.errors.RequestErrors;
import dev.assent.server.errors.TransactionLines;
import dev.assent.server.port.Scheduler;
import dev.assent.server.session.CopyCheck.Found;
import dev.assent.server.view.DatabaseView;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes from resource managers which database a resource is, or says why not (P9 d to g). Belongs to the loop. */
public final class DatabaseRegistrations {
    private static final Logger log = LoggerFactory.getLogger(DatabaseRegistrations.class);
    private static final int MOST_MARKS = 2000;

    private final Sessions sessions;
    private final BiConsumer<Command, Consumer<Reply>> decide;
    private final Consumer<DatabaseMark> served;
    private final RandomGenerator random;
    private final CopyCheck copies;
    private final ComparedClients compared = new ComparedClients();

    /** @param served hears of each mark that a connection serves from now on */
    public DatabaseRegistrations(
            Sessions sessions,
            BiConsumer<Command, Consumer<Reply>> decide,
            Consumer<DatabaseMark> served,
            BiConsumer<Session, Frame> network,
            Scheduler scheduler,
            RandomGenerator random) {
        this.sessions = sessions;
        this.decide = decide;
        this.served = served;
        this.random = random;
        this.copies = new CopyCheck(network, scheduler, random);
    }

    /** Whether a registration speaks of a database's mark. */
    public static boolean isAbout(Map<String, @Nullable String> head) {
        return head.containsKey(Extensions.MARK);
    }

    /**
     * @param name of the one resource that the registration names
     * @param head of its frame
     */
    public void register(
            Session session, String name, Map<String, @Nullable String> head, Consumer<RegistrationAnswer> answer) {
        Optional<DatabaseMark> mark = Extensions.mark(head);
        boolean one = name.indexOf(',') < 0;
        if (one && mark.isPresent() && session.marks().size() < MOST_MARKS) {
            String client = Extensions.clientRequest(head)
                    .map(request -> request.clientId())
                    .orElse("");
            named(session, name, mark.get(), client, answer);
        } else if (one && Extensions.asksForMark(head)) {
            asked(name, answer);
        } else {
            answer.accept(RegistrationAnswer.refused(RequestErrors.badMark(name, MOST_MARKS)));
        }
    }

    /** A pong that answers a question for a word. */
    public void answered(Session from, Frame pong) {
        copies.answered(from, pong);
    }

    public void gone(Session session) {
        copies.gone(session);
    }

    /**
     * An operator's command, recorded until a database has carried it out: the next database of that name that has no mark,
     * or is refused as a copy, gets this one.
     */
    public void renew(String name, DatabaseMark mark, Consumer<Reply> reply) {
        order(name, new Command.OrderMark(name, mark), reply);
    }

    /** The same: the next database of that name that has no mark gets the one again that such a database had last. */
    public void adopt(String name, Consumer<Reply> reply) {
        order(name, new Command.AdoptMark(name), reply);
    }

    private void order(String name, Command order, Consumer<Reply> reply) {
        decide.accept(order, answer -> {
            given(answer)
                    .ifPresent(mark -> log.info(
                            "an operator gives the next database that is named {} the mark {}",
                            LogNames.printable(name),
                            mark));
            reply.accept(answer);
        });
    }

    /**
     * @param marks by name, as they are on record
     * @param orders by name
     */
    public List<DatabaseView> views(Map<String, DatabaseMark> marks, Map<String, MarkOrder> orders) {
        Set<String> names = new LinkedHashSet<>(marks.keySet());
        names.addAll(sessions.resources());
        names.addAll(orders.keySet());
        return names.stream()
                .map(name -> view(name, marks.get(name), orders.get(name)))
                .toList();
    }

    private DatabaseView view(String name, @Nullable DatabaseMark mark, @Nullable MarkOrder order) {
        Set<Session> serving = sessions.named(name);
        int byNameAlone =
                (int) serving.stream().filter(session -> !session.isAssent()).count();
        return new DatabaseView(
                name,
                mark == null ? null : mark.value(),
                serving.size(),
                byNameAlone,
                order == null ? null : order.mark().value());
    }

    /** A mark that no database has. */
    public DatabaseMark fresh() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new DatabaseMark(HexFormat.of().formatHex(bytes));
    }

    private void asked(String name, Consumer<RegistrationAnswer> answer) {
        decide.accept(new Command.AskForMark(name, sessions.namesAlone(), fresh()), reply -> {
            if (reply instanceof Refused refused) {
                answer.accept(refuse(name, refused.sentence()));
            } else {
                answer.accept(given(reply).map(RegistrationAnswer::take).orElseGet(RegistrationAnswer::accepted));
            }
        });
    }

    private static Optional<DatabaseMark> given(Reply reply) {
        return reply instanceof MarkGiven given ? Optional.ofNullable(given.mark()) : Optional.empty();
    }

    private boolean isServedByNameAlone(String name) {
        return sessions.oneOf(name, other -> !other.isAssent()).isPresent();
    }

    private void named(
            Session session, String name, DatabaseMark mark, String client, Consumer<RegistrationAnswer> answer) {
        boolean isKnown = session.marks().serves(mark) || compared.contains(mark, client);
        if (isKnown || first(session, mark) == null) {
            accept(new Claim(session, name, mark, client, answer), null);
            return;
        }
        session.marks().checking(mark);
        Claim claim = new Claim(session, name, mark, client, answer);
        copies.check(session, mark, () -> first(session, mark), found -> {
            if (found == Found.SAME
                    || session.marks().serves(mark)) { // another request may have been accepted meanwhile
                accept(claim, null);
            } else if (found == Found.NOT_WRITTEN) {
                noSuchMark(claim, null);
            } else {
                copy(claim);
            }
        });
    }

    private void copy(Claim claim) {
        Session first = first(claim.session, claim.mark);
        String why =
                RequestErrors.copy(claim.name, claim.session, claim.mark, first == null ? "another connection" : first);
        sessions.refuse(claim.session, claim.mark, why);
        decide.accept(
                new Command.TakeMark(claim.name),
                reply -> claim.answer.accept(
                        given(reply).map(RegistrationAnswer::take).orElseGet(() -> refuse(claim.name, why))));
    }

    private void noSuchMark(Claim claim, @Nullable DatabaseMark known) {
        String why = RequestErrors.noSuchMark(claim.name, claim.session, claim.mark, known);
        withdraw(claim, why);
        claim.answer.accept(refuse(claim.name, why));
    }

    private @Nullable Session first(Session newcomer, DatabaseMark mark) {
        return sessions.serving(mark).stream()
                .filter(session -> session != newcomer)
                .findFirst()
                .orElse(null);
    }

    /**
     * It serves the mark from now on: branches of it that come before the name is on record are in the mark's space, and a
     * client that comes before is compared with it.
     *
     * @param before what the name stood for when the client showed that its database has the mark; null if it has not
     */
    private void accept(Claim claim, @Nullable DatabaseMark before) {
        Session session = claim.session;
        String name = claim.name;
        DatabaseMark mark = claim.mark;
        boolean didServe = session.marks().serves(mark);
        sessions.serve(session, name, mark);
        if (first(session, mark) == null && !compared.contains(mark, claim.client)) {
            compared.forget(mark);
        }
        compared.add(mark, claim.client);
        decide.accept(new Command.NameDatabase(name, mark, before, isServedByNameAlone(name)), reply -> {
            if (reply instanceof ProofNeeded needed) {
                if (didServe) {
                    session.marks().checking(mark);
                } else {
                    withdraw(claim, SessionMarks.CHECKING);
                }
                prove(claim, needed.known());
            } else if (reply instanceof Refused refused) {
                session.marks().refuseBranches(mark, refused.sentence());
                served.accept(mark);
                claim.answer.accept(refuse(name, refused.sentence()));
            } else if (reply instanceof MarkGiven given) {
                withdraw(claim, RequestErrors.copy(name, session, mark, "a database of another name"));
                claim.answer.accept(RegistrationAnswer.take(Objects.requireNonNull(given.mark())));
            } else {
                warn(((DatabaseAccepted) reply).twice());
                served.accept(mark);
                claim.answer.accept(RegistrationAnswer.accepted());
            }
        });
    }

    /** Its database may have lost the mark since the client read it there: so a word has to be written beside it now. */
    private void prove(Claim claim, DatabaseMark known) {
        copies.check(claim.session, claim.mark, () -> null, found -> {
            if (found == Found.SAME) {
                accept(claim, known);
            } else {
                noSuchMark(claim, known);
            }
        });
    }

    private void withdraw(Claim claim, String why) {
        compared.remove(claim.mark, claim.client);
        sessions.refuse(claim.session, claim.mark, why);
    }

    private static RegistrationAnswer refuse(String name, String why) {
        log.warn("database {} is refused: {}", LogNames.printable(name), why);
        return RegistrationAnswer.refused(why);
    }

    private static void warn(List<HeldTwice> twice) {
        for (HeldTwice row : twice) {
            log.warn(TransactionLines.heldTwice(row));
        }
    }

    /** @param client empty if it has not said which it is */
    private record Claim(
            Session session, String name, DatabaseMark mark, String client, Consumer<RegistrationAnswer> answer) {}
}
