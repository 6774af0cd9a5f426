package com.example.shop.orders;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PurchaseController {
    private final Purchases purchases;
    private final Orders orders;

    PurchaseController(Purchases purchases, Orders orders) {
        this.purchases = purchases;
        this.orders = orders;
    }

    @PostMapping("/purchases")
    @ResponseStatus(HttpStatus.CREATED)
    Order buy(@RequestBody Purchase purchase) {
        return purchases.buy(purchase);
    }

    @GetMapping("/orders")
    List<Order> all() {
        return orders.findAll();
    }
}
