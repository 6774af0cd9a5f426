package shop;

import org.apache.seata.spring.annotation.GlobalLock;
import org.apache.seata.spring.annotation.GlobalTransactional;
import org.apache.seata.tm.api.transaction.Propagation;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of this service's database. */
@Repository
public class Accounts {
    private final JdbcTemplate jdbc;

    public Accounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    public void add(int row, int amount) {
        jdbc.update("update account set balance = balance + ? where id = ?", amount, row);
    }

    @GlobalTransactional(propagation = Propagation.REQUIRES_NEW)
    public void note(int row, String note) {
        jdbc.update("update account set note = ? where id = ?", note, row);
    }

    @GlobalTransactional(propagation = Propagation.NEVER)
    public void addOutside(int row, int amount) {
        add(row, amount);
    }

    @GlobalLock(lockRetryInterval = 10, lockRetryTimes = 2)
    @Transactional
    public long settled(int row) {
        Long balance = jdbc.queryForObject("select balance from account where id = ? for update", Long.class, row);
        return balance == null ? -1 : balance;
    }

    @GlobalLock(lockRetryInterval = 10, lockRetryTimes = 2)
    @Transactional
    public void addWhenSettled(int row, int amount) {
        jdbc.update("update account set balance = balance + ? where id = ?", amount, row);
    }
}
