package dev.assent.demo.shop;

import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Update;

/** Public, because MyBatis generates the implementation. */
public interface OrderMapper {
    @Delete("delete from basket where purchase = #{purchase}")
    int empty(int purchase);

    @Insert("""
            insert into orders (purchase, customer, item, quantity, amount, state)
            values (#{p.number}, #{p.customer}, #{p.item}, #{p.quantity}, #{p.amount}, 'PLACED')
            """)
    @Options(useGeneratedKeys = true, keyProperty = "key.id", keyColumn = "id")
    int insert(@Param("p") Purchase purchase, @Param("key") GeneratedKey key);

    @Update("update orders set state = 'CONFIRMED' where id = #{id} and state = 'PLACED'")
    int confirm(long id);
}
