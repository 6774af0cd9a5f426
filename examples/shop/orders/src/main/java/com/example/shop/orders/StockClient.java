package com.example.shop.orders;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Calls the stock. The builder of Spring Boot makes a client that sends the xid. */
@Component
class StockClient {
    private final RestClient http;

    StockClient(RestClient.Builder builder, @Value("${shop.stock}") String url) {
        this.http = builder.baseUrl(url).build();
    }

    Reservation reserve(Purchase purchase) {
        return http.post().uri("/reservations").body(purchase).retrieve().body(Reservation.class);
    }
}
