package shop;

import io.seata.rm.tcc.api.BusinessActionContext;
import io.seata.rm.tcc.api.BusinessActionContextParameter;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Not final: Seata's scanner makes a subclass of it. Some releases read its annotations, others the interface's. */
class Reservations implements Action {
    private final JdbcTemplate database;

    Reservations(DataSource database) {
        this.database = new JdbcTemplate(database);
    }

    @Override
    public boolean reserve(
            BusinessActionContext context, @BusinessActionContextParameter(paramName = "item") String item) {
        if (item.startsWith("broken")) {
            throw new IllegalStateException("nothing left of " + item);
        }
        database.update("insert into reservation (item, state) values (?, 'tried')", item);
        return true;
    }

    @Override
    public boolean confirm(BusinessActionContext context) {
        return becomes("confirmed", context);
    }

    @Override
    public boolean cancel(BusinessActionContext context) {
        return becomes("cancelled", context);
    }

    /** Written even if there was no try, so that a call that should not have come is seen. */
    private boolean becomes(String state, BusinessActionContext context) {
        Object item = context.getActionContext("item");
        if (database.update("update reservation set state = ? where item = ?", state, item) == 0) {
            database.update("insert into reservation (item, state) values (?, ?)", item, state + " without try");
        }
        return true;
    }
}
