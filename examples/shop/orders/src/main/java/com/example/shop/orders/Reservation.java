package com.example.shop.orders;

/** The stock's answer: what the items cost, and the postage that the customer has paid, in cents. */
record Reservation(long price, long postage) {}
