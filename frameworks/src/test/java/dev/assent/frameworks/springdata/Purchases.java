package dev.assent.frameworks.springdata;

import org.springframework.data.repository.ListCrudRepository;

interface Purchases extends ListCrudRepository<Purchase, Long> {}
