package com.example.shop.stock;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StockController {
    private final Stock stock;

    StockController(Stock stock) {
        this.stock = stock;
    }

    @PostMapping("/reservations")
    Reservation reserve(@RequestBody Wish wish) {
        return stock.reserve(wish);
    }

    @GetMapping("/articles/{item}")
    Article article(@PathVariable String item) {
        return stock.find(item);
    }
}
