package dev.assent.frameworks.springdata;

import dev.assent.frameworks.Shop;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Data JDBC with {@code DataSourceTransactionManager}. */
public final class SpringDataJdbcShop implements Shop {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final TransactionTemplate transactions;
    private final Items items;
    private final Purchases purchases;

    public SpringDataJdbcShop(DataSource database) {
        context.registerBean("database", DataSource.class, () -> database, bean -> bean.setDestroyMethodName(""));
        context.register(Repositories.class);
        context.refresh();
        this.transactions = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        this.items = context.getBean(Items.class);
        this.purchases = context.getBean(Purchases.class);
    }

    @Override
    public long order(String customer, Map<String, Integer> amounts) {
        return in(() -> {
            Set<PurchaseLine> lines = amounts.entrySet().stream()
                    .map(line -> new PurchaseLine(line.getKey(), line.getValue()))
                    .collect(Collectors.toSet());
            long id = Objects.requireNonNull(purchases
                    .save(new Purchase(null, customer, null, LocalDateTime.of(2026, 1, 2, 3, 4, 5), 0, lines, Set.of()))
                    .id());
            amounts.forEach((item, amount) -> {
                if (items.sell(item, amount) == 0) {
                    throw new IllegalStateException("too few of " + item);
                }
            });
            return id;
        });
    }

    @Override
    public void changeNote(long purchase, String note) {
        in(() -> {
            Purchase old = purchases.findById(purchase).orElseThrow();
            return purchases.save(new Purchase(
                    old.id(), old.customer(), note, old.placed(), old.version(), old.lines(), old.tags()));
        });
    }

    @Override
    public void tag(long purchase, Set<String> tags) {
        in(() -> {
            Purchase old = purchases.findById(purchase).orElseThrow();
            Set<PurchaseTag> all = tags.stream().map(PurchaseTag::new).collect(Collectors.toSet());
            return purchases.save(new Purchase(
                    old.id(), old.customer(), old.note(), old.placed(), old.version(), old.lines(), all));
        });
    }

    @Override
    public void cancel(long purchase) {
        in(() -> {
            purchases.deleteById(purchase);
            return purchase;
        });
    }

    @Override
    public void raisePrices(int cents) {
        in(() -> items.raise(cents));
    }

    @Override
    public void clearSoldOut() {
        in(() -> {
            items.deleteAll(items.findByStock(0));
            return true;
        });
    }

    @Override
    public void take(String item, int amount) {
        in(() -> {
            Item old = items.findByName(item);
            return items.save(new Item(old.name(), old.price(), old.stock() - amount, old.version()));
        });
    }

    @Override
    public List<String> page(int number, int size) {
        return in(() -> items.findAll(PageRequest.of(number, size, Sort.by("name")))
                .map(Item::name)
                .toList());
    }

    private <T> T in(Supplier<@Nullable T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    @Override
    public void close() {
        context.close();
    }
}
