package com.example.shop.accounts;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.NOT_FOUND;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;

@Service
class Cashier {
    private static final Logger log = LoggerFactory.getLogger(Cashier.class);

    private final Accounts accounts;

    Cashier(Accounts accounts) {
        this.accounts = accounts;
    }

    Account find(String customer) {
        return accounts.findById(customer)
                .orElseThrow(() -> new ResponseStatusException(NOT_FOUND, customer + " has no account here"));
    }

    Account pay(String customer, Payment payment) {
        Account account = find(customer);
        if (account.balance() < payment.amount()) {
            throw new ResponseStatusException(
                    CONFLICT, customer + " has " + account.balance() + ", but needs " + payment.amount());
        }
        log.info("{} pays {} for {}", customer, payment.amount(), payment.purpose());
        return accounts.save(account.minus(payment.amount()));
    }
}
