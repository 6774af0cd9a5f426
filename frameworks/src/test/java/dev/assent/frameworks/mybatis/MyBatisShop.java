package dev.assent.frameworks.mybatis;

import dev.assent.frameworks.Shop;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;
import org.mybatis.spring.SqlSessionTemplate;
import org.mybatis.spring.transaction.SpringManagedTransactionFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** MyBatis with {@code DataSourceTransactionManager}. */
public final class MyBatisShop implements Shop {
    private final TransactionTemplate transactions;
    private final ShopMapper mapper;

    public MyBatisShop(DataSource database) {
        Configuration configuration =
                new Configuration(new Environment("shop", new SpringManagedTransactionFactory(), database));
        configuration.addMapper(ShopMapper.class);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.mapper = new SqlSessionTemplate(new SqlSessionFactoryBuilder().build(configuration))
                .getMapper(ShopMapper.class);
    }

    @Override
    public long order(String customer, Map<String, Integer> amounts) {
        return in(shop -> {
            Purchase purchase = new Purchase();
            purchase.customer = customer;
            shop.insert(purchase);
            long id = Objects.requireNonNull(purchase.id);
            shop.insertLines(id, amounts);
            amounts.forEach((item, amount) -> {
                if (shop.sell(item, amount) == 0) {
                    throw new IllegalStateException("too few of " + item);
                }
            });
            return id;
        });
    }

    @Override
    public void changeNote(long purchase, String note) {
        in(shop -> {
            Purchase found = shop.find(purchase);
            found.note = note;
            return shop.update(found);
        });
    }

    @Override
    public void tag(long purchase, Set<String> tags) {
        in(shop -> {
            shop.removeTags(purchase, tags);
            Set<String> missing = new HashSet<>(tags);
            missing.removeAll(shop.tags(purchase));
            missing.forEach(tag -> shop.addTag(purchase, tag));
            return true;
        });
    }

    @Override
    public void cancel(long purchase) {
        in(shop -> {
            shop.deleteLines(purchase);
            shop.deleteTags(purchase);
            shop.delete(purchase);
            return true;
        });
    }

    @Override
    public void raisePrices(int cents) {
        mapper.raise(cents); // autocommit
    }

    @Override
    public void clearSoldOut() {
        mapper.clear();
    }

    @Override
    public void take(String item, int amount) {
        in(shop -> {
            shop.setStock(item, shop.lock(item) - amount);
            return true;
        });
    }

    @Override
    public List<String> page(int number, int size) {
        return in(shop -> shop.page(number * size, size));
    }

    private <T> T in(Function<ShopMapper, @Nullable T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.apply(mapper)));
    }

    @Override
    public void close() {
        // nothing to close
    }
}
