package com.example.shop.orders;

import dev.assent.tm.GlobalTransactional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** A purchase is one global transaction: it happens in all three databases, or in none of them. */
@Service
class Purchases {
    private static final Logger log = LoggerFactory.getLogger(Purchases.class);

    private final StockClient stock;
    private final AccountsClient accounts;
    private final Orders orders;

    Purchases(StockClient stock, AccountsClient accounts, Orders orders) {
        this.stock = stock;
        this.accounts = accounts;
        this.orders = orders;
    }

    @GlobalTransactional(name = "buy")
    Order buy(Purchase purchase) {
        log.info("{} buys {} of {}", purchase.customer(), purchase.amount(), purchase.item());
        Reservation reserved = stock.reserve(purchase);
        accounts.pay(purchase.customer(), new Payment(reserved.price(), purchase.item()));
        return orders.save(new Order(purchase, reserved));
    }
}
