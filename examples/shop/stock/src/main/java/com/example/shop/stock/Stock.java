package com.example.shop.stock;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.NOT_FOUND;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;

@Service
class Stock {
    private static final Logger log = LoggerFactory.getLogger(Stock.class);
    private static final long POSTAGE = 500;

    private final Articles articles;
    private final AccountsClient accounts;

    Stock(Articles articles, AccountsClient accounts) {
        this.articles = articles;
        this.accounts = accounts;
    }

    Article find(String item) {
        return articles.find(item)
                .orElseThrow(() -> new ResponseStatusException(NOT_FOUND, "there is no " + item + " here"));
    }

    /** Takes the items out of the stock, and the postage from the customer's account. */
    Reservation reserve(Wish wish) {
        Article article = find(wish.item());
        if (articles.take(wish.item(), wish.amount()) == 0) {
            throw new ResponseStatusException(CONFLICT, "there are only " + article.amount() + " of " + wish.item());
        }
        log.info("{} of {} are reserved", wish.amount(), wish.item());
        accounts.pay(wish.customer(), POSTAGE, "postage");
        return new Reservation(article.price() * wish.amount(), POSTAGE);
    }
}
