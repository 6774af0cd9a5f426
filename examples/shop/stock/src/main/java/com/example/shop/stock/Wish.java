package com.example.shop.stock;

/** What is to be reserved, and for whom. */
record Wish(String customer, String item, int amount) {}
