package dev.assent.datasource.branch;

import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.plan.Plans;
import dev.assent.datasource.table.CurrentRoutines;
import dev.assent.datasource.table.Routines;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/** The plans that are right for the functions which the database has at the moment. Safe for use by many threads. */
public final class CurrentPlans {
    private final CurrentRoutines routines;
    private final Function<Routines, Plans> plans;
    private volatile Made made;

    /** @param plans makes plans for a database with these functions */
    public CurrentPlans(CurrentRoutines routines, Function<Routines, Plans> plans) {
        this.routines = routines;
        this.plans = plans;
        this.made = new Made(Routines.NONE, plans.apply(Routines.NONE));
    }

    Plan of(Connection connection, String sql) throws SQLException {
        Routines now = routines.of(connection);
        Made current = made;
        if (!current.routines.equals(now)) {
            current = new Made(now, plans.apply(now));
            made = current;
        }
        return current.plans.of(sql);
    }

    /** The functions that the last plan was made for. */
    Routines routines() {
        return made.routines;
    }

    private record Made(Routines routines, Plans plans) {}
}
