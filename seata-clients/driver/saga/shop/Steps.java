package shop;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the machines' states call. A row in table {@code trouble} makes a step fail; each that is done leaves a row. */
public class Steps {
    private final JdbcTemplate database;

    public Steps(DataSource database) {
        this.database = new JdbcTemplate(database);
    }

    public String reserve(String item) {
        return done("reserve", item);
    }

    public String release(String item) {
        return done("release", item);
    }

    public String pay(String item) {
        return done("pay", item);
    }

    public String refund(String item) {
        return done("refund", item);
    }

    private String done(String step, String item) {
        String name = step + ' ' + item;
        Integer troubles = database.queryForObject("select count(*) from trouble where step = ?", Integer.class, name);
        if (troubles != null && troubles > 0) {
            throw new IllegalStateException("trouble with " + name);
        }
        database.update("insert into done (step) values (?)", name);
        return name;
    }
}
