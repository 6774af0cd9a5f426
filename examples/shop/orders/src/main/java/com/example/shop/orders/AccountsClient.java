package com.example.shop.orders;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Calls the accounts. OpenFeign sends the xid, since the starter has an interceptor for it. */
@FeignClient(name = "accounts", url = "${shop.accounts}")
interface AccountsClient {
    @PostMapping("/accounts/{customer}/payments")
    void pay(@PathVariable("customer") String customer, @RequestBody Payment payment);
}
