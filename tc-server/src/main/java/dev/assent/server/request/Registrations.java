package dev.assent.server.request;

import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Message;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterRMResponse;
import dev.assent.protocol.RegisterRequest;
import dev.assent.protocol.RegisterTMResponse;
import dev.assent.protocol.Version;
import dev.assent.server.limit.ClientLimits;
import dev.assent.server.port.Clock;
import dev.assent.server.session.DatabaseRegistrations;
import dev.assent.server.session.RegistrationLimits;
import dev.assent.server.session.Session;
import dev.assent.server.session.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clients that say who they are, and which resources they serve. */
public final class Registrations {
    private static final Logger log = LoggerFactory.getLogger(Registrations.class);

    private final Sessions sessions;
    private final DatabaseRegistrations databases;
    private final Consumer<List<String>> served;
    private final BiConsumer<Session, @Nullable String> introduced;
    private final Outgoing outgoing;
    private final String version;
    private final Clock clock;
    private RegistrationLimits limits = new RegistrationLimits(ClientLimits.defaults());

    /**
     * @param served hears of the resources that a connection serves from now on
     * @param introduced hears of the extra data of each registration, before its answer
     * @param version of Assent, for our own clients
     * @param clock whose time of day is for our own clients too
     */
    public Registrations(
            Sessions sessions,
            DatabaseRegistrations databases,
            Consumer<List<String>> served,
            BiConsumer<Session, @Nullable String> introduced,
            Outgoing outgoing,
            String version,
            Clock clock) {
        this.sessions = sessions;
        this.databases = databases;
        this.served = served;
        this.introduced = introduced;
        this.outgoing = outgoing;
        this.version = version;
        this.clock = clock;
    }

    /** From now on. */
    public void limit(ClientLimits clients) {
        limits = new RegistrationLimits(clients);
    }

    void register(Session session, Frame frame, RegisterRequest register) {
        Optional<String> refusal = limits.refusal(register, session);
        if (refusal.isPresent()) {
            log.warn(refusal.get());
            outgoing.send(session, Frame.response(frame, answer(register, false)), null);
            outgoing.close(session);
            return;
        }
        boolean first = !session.isRegistered();
        session.register(register, frame.type());
        introduced.accept(session, register.extraData());
        if (first) {
            log.info("{} registered", session);
        }
        if (register instanceof RegisterRMRequest rm) {
            resourceManager(session, frame, rm);
        } else {
            answer(session, Frame.response(frame, answer(register, true)));
        }
    }

    private void resourceManager(Session session, Frame frame, RegisterRMRequest register) {
        String resources = register.resourceIds();
        if (session.isAssent() && resources != null && DatabaseRegistrations.isAbout(frame.head())) {
            databases.register(session, resources, frame.head(), answer -> {
                Message message = answer(register, answer.isAccepted());
                answer(session, Frame.response(frame, message).with(answer.head()));
            });
        } else {
            answer(session, Frame.response(frame, answer(register, true)));
            served.accept(sessions.serve(session, resources));
        }
    }

    private static Message answer(RegisterRequest register, boolean accepted) {
        return register instanceof RegisterRMRequest
                ? new RegisterRMResponse(accepted, Version.SPOKEN)
                : new RegisterTMResponse(accepted, Version.SPOKEN);
    }

    private void answer(Session session, Frame response) {
        Frame introduced =
                session.isAssent() ? response.with(Extensions.introduction(version, clock.wall())) : response;
        outgoing.send(session, introduced, null);
    }
}
