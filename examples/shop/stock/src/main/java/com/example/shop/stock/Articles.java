package com.example.shop.stock;

import java.util.Optional;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface Articles {
    @Select("SELECT item, amount, price FROM article WHERE item = #{item}")
    Optional<Article> find(String item);

    /** @return 0 if there are fewer */
    @Update("UPDATE article SET amount = amount - #{amount} WHERE item = #{item} AND amount >= #{amount}")
    int take(String item, int amount);
}
