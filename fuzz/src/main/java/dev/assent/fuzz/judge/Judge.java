package dev.assent.fuzz.judge;

import dev.assent.fuzz.script.Scenario;
import dev.assent.fuzz.server.Databases;
import dev.assent.fuzz.server.Place;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Runs one transaction on plain JDBC and through the data source, on copies of the same schema. */
public final class Judge {
    private final Databases databases;
    private final Consumer<String> trace;

    /** @param trace gets a line for each answer */
    public Judge(Databases databases, Consumer<String> trace) {
        this.databases = databases;
        this.trace = trace;
    }

    public Judgement judge(Scenario scenario) throws SQLException {
        Place ours = databases.ours();
        Place plain = databases.plain();
        try {
            ours.run(scenario.schema());
            plain.run(scenario.schema());
        } catch (SQLException e) {
            return Judgement.invalid(String.valueOf(e.getMessage()));
        }
        try (GlobalSide global = new GlobalSide(ours, scenario);
                PlainSide local = new PlainSide(plain, scenario)) {
            return new Trial(scenario, global, local, databases, trace).run();
        } catch (Invalid e) {
            return Judgement.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** The transaction cannot be judged, since its preparation does not run. */
    static final class Invalid extends Exception {
        Invalid(String why) {
            super(why);
        }
    }
}
