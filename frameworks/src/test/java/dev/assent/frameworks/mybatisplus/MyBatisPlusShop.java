package dev.assent.frameworks.mybatisplus;

import com.baomidou.mybatisplus.core.MybatisConfiguration;
import com.baomidou.mybatisplus.core.MybatisSqlSessionFactoryBuilder;
import com.baomidou.mybatisplus.core.conditions.query.QueryWrapper;
import com.baomidou.mybatisplus.core.conditions.update.UpdateWrapper;
import com.baomidou.mybatisplus.extension.plugins.MybatisPlusInterceptor;
import com.baomidou.mybatisplus.extension.plugins.inner.OptimisticLockerInnerInterceptor;
import com.baomidou.mybatisplus.extension.plugins.inner.PaginationInnerInterceptor;
import com.baomidou.mybatisplus.extension.plugins.pagination.Page;
import dev.assent.frameworks.Shop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.jspecify.annotations.Nullable;
import org.mybatis.spring.SqlSessionTemplate;
import org.mybatis.spring.transaction.SpringManagedTransactionFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** MyBatis-Plus with its pagination (and the SQL parser that comes with it), versions and wrappers. */
public final class MyBatisPlusShop implements Shop {
    private final TransactionTemplate transactions;
    private final Items items;
    private final Purchases purchases;
    private final PurchaseLines lines;
    private final PurchaseTags tags;

    public MyBatisPlusShop(DataSource database) {
        MybatisPlusInterceptor plugins = new MybatisPlusInterceptor();
        plugins.addInnerInterceptor(new PaginationInnerInterceptor());
        plugins.addInnerInterceptor(new OptimisticLockerInnerInterceptor());
        MybatisConfiguration configuration = new MybatisConfiguration();
        configuration.addInterceptor(plugins);
        List.of(Items.class, Purchases.class, PurchaseLines.class, PurchaseTags.class)
                .forEach(configuration::addMapper);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        configuration.setEnvironment(new Environment("shop", new SpringManagedTransactionFactory(), database));
        SqlSessionTemplate session =
                new SqlSessionTemplate(new MybatisSqlSessionFactoryBuilder().build(configuration));
        this.items = session.getMapper(Items.class);
        this.purchases = session.getMapper(Purchases.class);
        this.lines = session.getMapper(PurchaseLines.class);
        this.tags = session.getMapper(PurchaseTags.class);
    }

    @Override
    public long order(String customer, Map<String, Integer> amounts) {
        return in(() -> {
            Purchase purchase = new Purchase();
            purchase.customer = customer;
            purchases.insert(purchase);
            long id = Objects.requireNonNull(purchase.id);
            lines.insert(amounts.entrySet().stream()
                    .map(entry -> {
                        PurchaseLine line = new PurchaseLine();
                        line.purchase = id;
                        line.item = entry.getKey();
                        line.amount = entry.getValue();
                        return line;
                    })
                    .toList());
            amounts.forEach((item, amount) -> {
                UpdateWrapper<Item> sale = new UpdateWrapper<Item>()
                        .setSql("stock = stock - {0}", amount)
                        .eq("name", item)
                        .ge("stock", amount);
                if (items.update(sale) == 0) {
                    throw new IllegalStateException("too few of " + item);
                }
            });
            return id;
        });
    }

    @Override
    public void changeNote(long purchase, String note) {
        in(() -> {
            Purchase found = purchases.selectById(purchase);
            found.note = note;
            return purchases.updateById(found);
        });
    }

    @Override
    public void tag(long purchase, Set<String> wanted) {
        in(() -> {
            tags.delete(new QueryWrapper<PurchaseTag>().eq("purchase", purchase));
            wanted.forEach(name -> {
                PurchaseTag tag = new PurchaseTag();
                tag.purchase = purchase;
                tag.tag = name;
                tags.insert(tag);
            });
            return true;
        });
    }

    @Override
    public void cancel(long purchase) {
        in(() -> {
            lines.delete(new QueryWrapper<PurchaseLine>().eq("purchase", purchase));
            tags.deleteByMap(Map.of("purchase", purchase));
            return purchases.deleteById(purchase);
        });
    }

    @Override
    public void raisePrices(int cents) {
        items.update(new UpdateWrapper<Item>().setSql("price = price + {0}", cents)); // autocommit
    }

    @Override
    public void clearSoldOut() {
        in(() -> items.deleteByIds(
                items.selectList(new QueryWrapper<Item>().eq("stock", 0)).stream()
                        .map(item -> item.name)
                        .toList()));
    }

    @Override
    public void take(String item, int amount) {
        in(() -> {
            Item found = items.selectOne(new QueryWrapper<Item>().eq("name", item).last("for update"));
            found.stock -= amount;
            return items.updateById(found);
        });
    }

    @Override
    public List<String> page(int number, int size) {
        return in(() ->
                items
                        .selectPage(Page.of(number + 1L, size), new QueryWrapper<Item>().orderByAsc("name"))
                        .getRecords()
                        .stream()
                        .map(item -> item.name)
                        .toList());
    }

    private <T> T in(Supplier<@Nullable T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    @Override
    public void close() {
        // nothing to close
    }
}
