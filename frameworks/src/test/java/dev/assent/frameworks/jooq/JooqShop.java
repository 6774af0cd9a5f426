package dev.assent.frameworks.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.frameworks.Shop;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/** jOOQ with transactions of its own. */
public final class JooqShop implements Shop {
    private static final Table<Record> ITEM = table(name("item"));
    private static final Field<String> NAME = field(name("item", "name"), String.class);
    private static final Field<Long> PRICE = field(name("item", "price"), Long.class);
    private static final Field<Integer> STOCK = field(name("item", "stock"), Integer.class);
    private static final Table<Record> PURCHASE = table(name("purchase"));
    private static final Field<Long> ID = field(name("id"), Long.class);
    private static final Field<String> CUSTOMER = field(name("customer"), String.class);
    private static final Field<String> NOTE = field(name("note"), String.class);
    private static final Field<LocalDateTime> PLACED = field(name("placed"), LocalDateTime.class);
    private static final Field<Integer> VERSION = field(name("version"), Integer.class);
    private static final Table<Record> LINE = table(name("purchase_line"));
    private static final Field<Long> OF_PURCHASE = field(name("purchase"), Long.class);
    private static final Field<String> LINE_ITEM = field(name("item"), String.class);
    private static final Field<Integer> AMOUNT = field(name("amount"), Integer.class);
    private static final Table<Record> TAG = table(name("purchase_tag"));
    private static final Field<String> TAG_NAME = field(name("tag"), String.class);

    private final DSLContext jooq;

    public JooqShop(DataSource database, DatabaseKind kind) {
        SQLDialect dialect =
                switch (kind) {
                    case H2 -> SQLDialect.H2;
                    case POSTGRES -> SQLDialect.POSTGRES;
                    case MARIADB -> SQLDialect.MARIADB;
                };
        RenderNameCase names = kind == DatabaseKind.H2 ? RenderNameCase.UPPER : RenderNameCase.AS_IS;
        this.jooq = DSL.using(
                database,
                dialect,
                new Settings().withRenderNameCase(names).withRenderQuotedNames(RenderQuotedNames.ALWAYS));
    }

    @Override
    public long order(String customer, Map<String, Integer> amounts) {
        return jooq.transactionResult(inside -> {
            DSLContext sql = inside.dsl();
            long id = Objects.requireNonNull(sql.insertInto(PURCHASE, CUSTOMER, PLACED, VERSION)
                            .values(customer, LocalDateTime.of(2026, 1, 2, 3, 4, 5), 1)
                            .returning(ID)
                            .fetchOne())
                    .get(ID);
            sql.insertInto(LINE, OF_PURCHASE, LINE_ITEM, AMOUNT)
                    .valuesOfRows(amounts.entrySet().stream()
                            .map(line -> row(id, line.getKey(), line.getValue()))
                            .toList())
                    .execute();
            amounts.forEach((item, amount) -> {
                if (sql.update(ITEM)
                                .set(STOCK, STOCK.minus(amount))
                                .where(NAME.eq(item).and(STOCK.ge(amount)))
                                .execute()
                        == 0) {
                    throw new IllegalStateException("too few of " + item);
                }
            });
            return id;
        });
    }

    @Override
    public void changeNote(long purchase, String note) {
        jooq.transaction(inside -> {
            int version = Objects.requireNonNull(
                    inside.dsl().select(VERSION).from(PURCHASE).where(ID.eq(purchase)).fetchOne(VERSION));
            inside.dsl()
                    .update(PURCHASE)
                    .set(NOTE, note)
                    .set(VERSION, version + 1)
                    .where(ID.eq(purchase).and(VERSION.eq(version)))
                    .execute();
        });
    }

    @Override
    public void tag(long purchase, Set<String> tags) {
        jooq.transaction(inside -> {
            inside.dsl().deleteFrom(TAG).where(OF_PURCHASE.eq(purchase).and(TAG_NAME.notIn(tags))).execute();
            List<String> there = inside.dsl()
                    .select(TAG_NAME)
                    .from(TAG)
                    .where(OF_PURCHASE.eq(purchase))
                    .fetch(TAG_NAME);
            inside.dsl()
                    .batch(tags.stream()
                            .filter(tag -> !there.contains(tag))
                            .map(tag -> inside.dsl().insertInto(TAG, OF_PURCHASE, TAG_NAME).values(purchase, tag))
                            .toList())
                    .execute();
        });
    }

    @Override
    public void cancel(long purchase) {
        jooq.transaction(inside -> {
            inside.dsl().deleteFrom(LINE).where(OF_PURCHASE.eq(purchase)).execute();
            inside.dsl().deleteFrom(TAG).where(OF_PURCHASE.eq(purchase)).execute();
            inside.dsl().deleteFrom(PURCHASE).where(ID.eq(purchase)).execute();
        });
    }

    @Override
    public void raisePrices(int cents) {
        jooq.update(ITEM).set(PRICE, PRICE.plus(cents)).execute(); // autocommit
    }

    @Override
    public void clearSoldOut() {
        jooq.deleteFrom(ITEM)
                .where(STOCK.eq(0).and(notExists(selectOne().from(LINE).where(LINE_ITEM.eq(NAME).and(AMOUNT.gt(100))))))
                .execute();
    }

    @Override
    public void take(String item, int amount) {
        jooq.transaction(inside -> {
            int stock = Objects.requireNonNull(inside.dsl()
                    .select(STOCK)
                    .from(ITEM)
                    .where(NAME.eq(item))
                    .forUpdate()
                    .fetchOne(STOCK));
            inside.dsl().update(ITEM).set(STOCK, stock - amount).where(NAME.eq(item)).execute();
        });
    }

    @Override
    public List<String> page(int number, int size) {
        return jooq.select(NAME)
                .from(ITEM)
                .orderBy(NAME)
                .limit(size)
                .offset(number * size)
                .fetch(NAME);
    }

    @Override
    public void close() {
        // nothing to close
    }
}
