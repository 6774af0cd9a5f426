package com.example.shop.stock;

/**
 * @param amount how many there are
 * @param price of one, in cents
 */
record Article(String item, int amount, long price) {}
