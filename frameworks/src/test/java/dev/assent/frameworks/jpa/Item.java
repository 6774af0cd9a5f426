package dev.assent.frameworks.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

@Entity
@Table(name = "item")
class Item {
    @Id
    String name = "";

    long price;
    int stock;

    @Version
    int version;
}
