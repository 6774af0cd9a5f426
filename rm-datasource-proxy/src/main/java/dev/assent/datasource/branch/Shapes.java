package dev.assent.datasource.branch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.TableMeta;
import java.util.function.Supplier;

/**
 * What follows from a statement's text and its table alone, whatever its parameters are. It is made once, and used as long
 * as the plan is kept and the table stays as it is. Safe for many threads.
 */
public final class Shapes {
    private final Kind<UpdateChange.Shape> updates;
    private final Kind<ImageQuery> deletes;
    private final Kind<ImageQuery> inserts;
    private final Kind<NewKeys> newKeys;

    /** @param room how many statements of each kind are kept */
    public Shapes(int room) {
        updates = new Kind<>(room);
        deletes = new Kind<>(room);
        inserts = new Kind<>(room);
        newKeys = new Kind<>(room);
    }

    Kind<UpdateChange.Shape> updates() {
        return updates;
    }

    Kind<ImageQuery> deletes() {
        return deletes;
    }

    /** How new rows are read. */
    Kind<ImageQuery> inserts() {
        return inserts;
    }

    /** Needed before the INSERT may run, when it is prepared. */
    Kind<NewKeys> newKeys() {
        return newKeys;
    }

    /** Plans are compared as objects: there is one per text. */
    static final class Kind<S> {
        private final Cache<Plan, Made<S>> known;

        private Kind(int room) {
            known = Caffeine.newBuilder()
                    .weakKeys()
                    .maximumSize(room)
                    .executor(Runnable::run)
                    .build();
        }

        /** @param make throws if the statement is refused; that is found out anew each time */
        S of(Plan plan, TableMeta table, Supplier<S> make) {
            Made<S> found = known.getIfPresent(plan);
            if (found != null && found.table.equals(table)) {
                return found.shape;
            }
            S shape = make.get();
            known.put(plan, new Made<>(table, shape));
            return shape;
        }
    }

    private record Made<S>(TableMeta table, S shape) {}
}
