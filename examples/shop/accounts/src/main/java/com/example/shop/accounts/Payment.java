package com.example.shop.accounts;

/** @param amount in cents */
record Payment(long amount, String purpose) {}
