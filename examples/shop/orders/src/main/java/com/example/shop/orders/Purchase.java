package com.example.shop.orders;

/** What a customer wants to buy. */
record Purchase(String customer, String item, int amount) {}
