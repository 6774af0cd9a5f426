package dev.assent.frameworks.springdata;

record PurchaseTag(String tag) {}
