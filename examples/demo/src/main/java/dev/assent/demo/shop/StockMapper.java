package dev.assent.demo.shop;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Update;

/** Public, because MyBatis generates the implementation. */
public interface StockMapper {
    @Update("update stock set quantity = quantity - #{quantity} where item = #{item} and quantity >= #{quantity}")
    int take(@Param("item") int item, @Param("quantity") int quantity);

    @Insert("insert into movement (order_id, item, quantity) values (#{order}, #{item}, #{quantity})")
    int record(@Param("order") long order, @Param("item") int item, @Param("quantity") int quantity);
}
