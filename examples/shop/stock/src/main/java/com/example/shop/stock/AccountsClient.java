package com.example.shop.stock;

import static org.springframework.http.HttpStatus.CONFLICT;

import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Calls the accounts. The builder of Spring Boot makes a client that sends the xid. */
@Component
class AccountsClient {
    private final WebClient http;

    AccountsClient(WebClient.Builder builder, @Value("${shop.accounts}") String url) {
        this.http = builder.baseUrl(url).build();
    }

    /** @param amount in cents */
    void pay(String customer, long amount, String purpose) {
        http.post()
                .uri("/accounts/{customer}/payments", customer)
                .bodyValue(Map.of("amount", amount, "purpose", purpose))
                .retrieve()
                .onStatus(
                        HttpStatusCode::is4xxClientError,
                        answer ->
                                Mono.error(new ResponseStatusException(CONFLICT, customer + " cannot pay " + purpose)))
                .toBodilessEntity()
                .block();
    }
}
