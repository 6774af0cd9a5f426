package dev.assent.frameworks.springdata;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

@Table
record Item(@Id String name, long price, int stock, @Version int version) {}
