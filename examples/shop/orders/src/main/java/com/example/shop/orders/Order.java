package com.example.shop.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "orders")
class Order {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String customer;
    private String item;
    private int amount;
    private long price;
    private long postage;

    protected Order() {}

    Order(Purchase purchase, Reservation reserved) {
        this.customer = purchase.customer();
        this.item = purchase.item();
        this.amount = purchase.amount();
        this.price = reserved.price();
        this.postage = reserved.postage();
    }

    public Long getId() {
        return id;
    }

    public String getCustomer() {
        return customer;
    }

    public String getItem() {
        return item;
    }

    public int getAmount() {
        return amount;
    }

    public long getPrice() {
        return price;
    }

    public long getPostage() {
        return postage;
    }
}
