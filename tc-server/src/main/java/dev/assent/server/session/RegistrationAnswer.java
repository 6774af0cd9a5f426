package dev.assent.server.session;

import dev.assent.model.DatabaseMark;
import dev.assent.protocol.Extensions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a resource manager hears that has said which database a resource is.
 *
 * @param why it is refused, for people; null if it is accepted
 * @param mark the mark that its database is to take; null for none
 */
public record RegistrationAnswer(
        @Nullable String why, @Nullable DatabaseMark mark) {
    static RegistrationAnswer accepted() {
        return new RegistrationAnswer(null, null);
    }

    static RegistrationAnswer take(DatabaseMark mark) {
        return new RegistrationAnswer(null, mark);
    }

    static RegistrationAnswer refused(String why) {
        return new RegistrationAnswer(why, null);
    }

    public boolean isAccepted() {
        return why == null;
    }

    public Map<String, @Nullable String> head() {
        if (why != null) {
            return Map.of(Extensions.REASON, why);
        }
        return mark == null ? Map.of() : Extensions.mark(mark);
    }
}
