package dev.assent.demo.shop;

import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;

/** Turns baskets into orders. */
public final class OrderService implements Orders {
    private final SqlSessionFactory sessions;

    public OrderService(DataSource database) {
        this.sessions = Sessions.over(database, OrderMapper.class);
    }

    @Override
    public long place(Purchase purchase) {
        try (SqlSession session = sessions.openSession()) {
            OrderMapper mapper = session.getMapper(OrderMapper.class);
            if (mapper.empty(purchase.number()) == 0) {
                throw new IllegalStateException("Basket " + purchase.number() + " was ordered before");
            }
            GeneratedKey key = new GeneratedKey();
            mapper.insert(purchase, key);
            session.commit();
            return key.getId();
        }
    }

    @Override
    public void confirm(long order) {
        try (SqlSession session = sessions.openSession()) {
            session.getMapper(OrderMapper.class).confirm(order);
            session.commit();
        }
    }
}
