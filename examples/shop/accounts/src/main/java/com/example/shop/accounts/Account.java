package com.example.shop.accounts;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/**
 * @param balance in cents
 * @param version a change of a version that is no longer the newest is refused
 */
record Account(@Id String customer, long balance, @Version int version) {
    Account minus(long amount) {
        return new Account(customer, balance - amount, version);
    }
}
