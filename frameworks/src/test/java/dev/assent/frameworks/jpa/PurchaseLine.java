package dev.assent.frameworks.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "purchase_line")
class PurchaseLine {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "lines")
    @SequenceGenerator(name = "lines", sequenceName = "purchase_line_seq", allocationSize = 10)
    @Nullable
    Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "purchase")
    @Nullable
    Purchase purchase;

    String item = "";
    int amount;
}
