package dev.assent.datasource.branch;

import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;

/** Asks for the rows that a statement means, in the statement's own words and with its own parameters. */
public final class Images {
    private Images() {}

    static Image before(
            ImageQuery query, Connection driver, Plan.Target target, Plan.Tail tail, BoundParameters parameters)
            throws SQLException {
        return query.matching(
                driver,
                target.alias(),
                tail.sql(),
                statement -> {
                    for (int i = 0; i < tail.parameters(); i++) {
                        parameters.bind(statement, tail.firstParameter() + i, i + 1);
                    }
                },
                true);
    }
}
