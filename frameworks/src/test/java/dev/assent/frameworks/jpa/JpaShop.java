package dev.assent.frameworks.jpa;

import dev.assent.frameworks.Shop;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** Hibernate and Spring Data JPA with {@code JpaTransactionManager}. */
public final class JpaShop implements Shop {
    private final LocalContainerEntityManagerFactoryBean hibernate = new LocalContainerEntityManagerFactoryBean();
    private final TransactionTemplate transactions;
    private final Items items;
    private final Purchases purchases;

    public JpaShop(DataSource database) {
        hibernate.setDataSource(database);
        hibernate.setPackagesToScan(JpaShop.class.getPackageName());
        hibernate.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        hibernate.setJpaPropertyMap(Map.of("hibernate.jdbc.batch_size", "20", "hibernate.order_inserts", "true"));
        hibernate.afterPropertiesSet();
        EntityManagerFactory factory = Objects.requireNonNull(hibernate.getObject());
        this.transactions = new TransactionTemplate(new JpaTransactionManager(factory));
        EntityManager entities = SharedEntityManagerCreator.createSharedEntityManager(factory);
        JpaRepositoryFactory repositories = new JpaRepositoryFactory(entities);
        this.items = repositories.getRepository(Items.class);
        this.purchases = repositories.getRepository(Purchases.class);
    }

    @Override
    public long order(String customer, Map<String, Integer> amounts) {
        return in(() -> {
            Purchase purchase = new Purchase();
            purchase.customer = customer;
            amounts.forEach((item, amount) -> {
                PurchaseLine line = new PurchaseLine();
                line.purchase = purchase;
                line.item = item;
                line.amount = amount;
                purchase.lines.add(line);
            });
            long id = Objects.requireNonNull(purchases.save(purchase).id);
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
        in(() -> purchases.findById(purchase).orElseThrow().note = note);
    }

    @Override
    public void tag(long purchase, Set<String> tags) {
        in(() -> {
            Set<String> kept = purchases.findById(purchase).orElseThrow().tags;
            kept.retainAll(tags);
            return kept.addAll(tags);
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
            items.deleteAllInBatch(items.findByStock(0));
            return true;
        });
    }

    @Override
    public void take(String item, int amount) {
        in(() -> items.lock(item).stock -= amount);
    }

    @Override
    public List<String> page(int number, int size) {
        return in(() -> items.findAll(PageRequest.of(number, size, Sort.by("name")))
                .map(item -> item.name)
                .toList());
    }

    private <T> T in(Supplier<@Nullable T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    @Override
    public void close() {
        hibernate.destroy();
    }
}
