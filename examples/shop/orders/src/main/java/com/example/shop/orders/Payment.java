package com.example.shop.orders;

/** @param amount in cents */
record Payment(long amount, String purpose) {}
