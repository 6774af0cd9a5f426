package com.example.shop.accounts;

import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** JDBC blocks, so the work is done on a thread that may wait. The transaction comes along. */
@RestController
class AccountController {
    private final Cashier cashier;

    AccountController(Cashier cashier) {
        this.cashier = cashier;
    }

    @PostMapping("/accounts/{customer}/payments")
    Mono<Account> pay(@PathVariable String customer, @RequestBody Payment payment) {
        return blocking(() -> cashier.pay(customer, payment));
    }

    @GetMapping("/accounts/{customer}")
    Mono<Account> account(@PathVariable String customer) {
        return blocking(() -> cashier.find(customer));
    }

    private static <T> Mono<T> blocking(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }
}
