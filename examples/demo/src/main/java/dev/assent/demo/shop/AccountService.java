package dev.assent.demo.shop;

import dev.assent.demo.shop.PurchaseFailed.Reason;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;

/** Keeps the customers' money. */
public final class AccountService implements Accounts {
    private final SqlSessionFactory sessions;

    public AccountService(DataSource database) {
        this.sessions = Sessions.over(database, AccountMapper.class);
    }

    @Override
    public void charge(long order, int customer, long amount) {
        try (SqlSession session = sessions.openSession()) {
            AccountMapper mapper = session.getMapper(AccountMapper.class);
            long balance = mapper.balanceForUpdate(customer);
            if (balance < amount) {
                throw new PurchaseFailed(
                        Reason.NO_MONEY, "Customer " + customer + " has " + balance + " cents, not " + amount);
            }
            mapper.debit(customer, amount);
            mapper.record(order, customer, amount);
            session.commit();
        }
    }
}
