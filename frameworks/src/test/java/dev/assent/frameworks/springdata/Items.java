package dev.assent.frameworks.springdata;

import java.util.List;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.ListPagingAndSortingRepository;
import org.springframework.data.repository.query.Param;

interface Items extends ListCrudRepository<Item, String>, ListPagingAndSortingRepository<Item, String> {
    List<Item> findByStock(int stock);

    @Lock(LockMode.PESSIMISTIC_WRITE)
    Item findByName(String name);

    @Modifying
    @Query("UPDATE item SET price = price + :cents")
    int raise(@Param("cents") long cents);

    @Modifying
    @Query("UPDATE item SET stock = stock - :amount WHERE name = :name AND stock >= :amount")
    int sell(@Param("name") String name, @Param("amount") int amount);
}
