package dev.assent.demo.shop;

import dev.assent.demo.shop.PurchaseFailed.Reason;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;

/** Knows how much there is of each item. */
public final class StockService implements Stock {
    private final SqlSessionFactory sessions;

    public StockService(DataSource database) {
        this.sessions = Sessions.over(database, StockMapper.class);
    }

    @Override
    public void take(long order, int item, int quantity) {
        try (SqlSession session = sessions.openSession()) {
            StockMapper mapper = session.getMapper(StockMapper.class);
            if (mapper.take(item, quantity) == 0) {
                throw new PurchaseFailed(Reason.NO_STOCK, "There are not " + quantity + " of item " + item);
            }
            mapper.record(order, item, quantity);
            session.commit();
        }
    }
}
