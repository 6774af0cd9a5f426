package com.example.shop.stock;

/** What the customer has to pay for the items, and has paid for the postage, in cents. */
record Reservation(long price, long postage) {}
