package dev.assent.server.admin;

import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import dev.assent.model.Xid;
import dev.assent.server.errors.OperatorErrors;
import java.util.List;
import java.util.Optional;

/** What stands in a path or behind its question mark. */
final class Parameters {
    private static final List<String> STATES = List.of("undecided", "finishing", "parked", "paused");

    private Parameters() {}

    static Xid xid(String text) {
        try {
            return new Xid(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(HttpStatus.NOT_FOUND, OperatorErrors.badXid(text));
        }
    }

    static Filter filter(QueryParams query) {
        for (String name : query.names()) {
            if (!List.of("state", "application", "limit", "after").contains(name)) {
                throw bad("the parameters", "state, application, limit or after", name);
            }
            if (query.getAll(name).size() > 1) {
                throw bad(name, "given once", String.join(", ", query.getAll(name)));
            }
        }
        Optional<String> state = Optional.ofNullable(query.get("state"));
        if (state.isPresent() && !STATES.contains(state.get())) {
            throw bad("state", "one of " + String.join(", ", STATES), state.get());
        }
        Optional<String> after = Optional.ofNullable(query.get("after"));
        after.ifPresent(Parameters::xid);
        return new Filter(state, Optional.ofNullable(query.get("application")), limit(query), after);
    }

    private static int limit(QueryParams query) {
        String text = query.get("limit");
        try {
            int limit = text == null ? Filter.USUAL : Integer.parseInt(text);
            if (limit >= 1 && limit <= Filter.MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw bad("limit", "a number from 1 to " + Filter.MOST, String.valueOf(text));
    }

    private static Refused bad(String what, String allowed, String seen) {
        return new Refused(HttpStatus.BAD_REQUEST, OperatorErrors.badParameter(what, allowed, seen));
    }
}
