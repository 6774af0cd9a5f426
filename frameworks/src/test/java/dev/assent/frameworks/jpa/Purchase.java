package dev.assent.frameworks.jpa;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "purchase")
class Purchase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    String customer = "";

    @Nullable
    String note;

    LocalDateTime placed = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

    @Version
    int version;

    @OneToMany(mappedBy = "purchase", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("item")
    List<PurchaseLine> lines = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "purchase_tag", joinColumns = @JoinColumn(name = "purchase"))
    @Column(name = "tag")
    Set<String> tags = new HashSet<>();
}
