package dev.assent.client;

import dev.assent.model.DatabaseMark;
import dev.assent.protocol.AssentVersion;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.protocol.Version;
import org.jspecify.annotations.Nullable;

/**
 * The registration of this client, in both roles on one connection, which Seata's servers accept too.
 *
 * @param heard what this client has heard of coordinators; each registration says it
 */
record RegistrationMessages(String applicationId, String group, HeardPositions heard) {
    RegistrationMessages(String applicationId, String group) {
        this(applicationId, group, new HeardPositions());
    }

    Frame asTransactionManager(int id) {
        return Frame.request(id, new RegisterTMRequest(Version.SPOKEN, applicationId, group, extraData()));
    }

    /** @param resourceIds joined by commas; empty if there is no resource */
    Frame asResourceManager(int id, String resourceIds) {
        return Frame.request(id, register(resourceIds));
    }

    /** No caller waits for the answer. */
    Frame laterResource(int id, String resourceId) {
        return Frame.oneWay(id, register(resourceId));
    }

    /** Names the database that a resource is. No caller waits for the answer. */
    Frame markedResource(int id, String resourceId, DatabaseMark mark) {
        return laterResource(id, resourceId).with(Extensions.mark(mark));
    }

    RegisterRMRequest resource(String resourceId) {
        return register(resourceId);
    }

    private RegisterRMRequest register(String resourceIds) {
        return new RegisterRMRequest(Version.SPOKEN, applicationId, group, extraData(), nullIfEmpty(resourceIds));
    }

    private String extraData() {
        return Extensions.withHeard(Extensions.withToken(null, AssentVersion.text()), heard.all());
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
