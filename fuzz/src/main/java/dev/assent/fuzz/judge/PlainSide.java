package dev.assent.fuzz.judge;

import dev.assent.fuzz.script.Scenario;
import dev.assent.fuzz.script.Sql;
import dev.assent.fuzz.script.Step;
import dev.assent.fuzz.server.Place;
import java.sql.Connection;
import java.sql.SQLException;

/** The same transaction on plain JDBC. */
final class PlainSide implements AutoCloseable {
    private final Place place;
    private final Pool pool;
    private final Application application;
    private final Application neighbour;

    PlainSide(Place place, Scenario scenario) throws SQLException, Judge.Invalid {
        this.place = place;
        this.pool = new Pool(place, scenario.opening());
        try {
            for (Sql sql : scenario.warmUp()) {
                place.run(java.util.List.of(sql));
            }
            place.run(scenario.meanwhile());
            Connection connection = pool.getConnection();
            place.run(connection, scenario.session());
            application = new Application(place, connection);
            neighbour = new Application(place, pool.getConnection());
        } catch (SQLException e) {
            pool.close();
            throw new Judge.Invalid(String.valueOf(e.getMessage()));
        }
    }

    Place place() {
        return place;
    }

    Application application() {
        return application;
    }

    Application neighbour() {
        return neighbour;
    }

    /** A batch is one local transaction through the data source, even in autocommit mode. */
    Answer run(Step step, boolean autoCommit) {
        if (!autoCommit || !(step instanceof Step.Batch)) {
            return application.run(step);
        }
        application.begin(false);
        Answer answer = application.run(step);
        if (answer.kind() == Answer.Kind.RAN) {
            Answer end = application.commit();
            answer = end.kind() == Answer.Kind.RAN ? answer : end;
        }
        application.rollback();
        application.begin(true);
        return answer;
    }

    @Override
    public void close() throws SQLException {
        pool.close();
    }
}
