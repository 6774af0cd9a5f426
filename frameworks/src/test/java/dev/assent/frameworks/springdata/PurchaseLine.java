package dev.assent.frameworks.springdata;

record PurchaseLine(String item, int amount) {}
