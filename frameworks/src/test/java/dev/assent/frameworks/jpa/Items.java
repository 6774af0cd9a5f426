package dev.assent.frameworks.jpa;

import jakarta.persistence.LockModeType;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

interface Items extends JpaRepository<Item, String> {
    List<Item> findByStock(int stock);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from Item i where i.name = :name")
    Item lock(@Param("name") String name);

    @Modifying
    @Query("update Item i set i.price = i.price + :cents")
    int raise(@Param("cents") long cents);

    @Modifying
    @Query("update Item i set i.stock = i.stock - :amount where i.name = :name and i.stock >= :amount")
    int sell(@Param("name") String name, @Param("amount") int amount);
}
