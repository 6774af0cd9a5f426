package dev.assent.demo.shop;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Public, because MyBatis generates the implementation. */
public interface AccountMapper {
    @Select("select balance from account where customer = #{customer} for update")
    long balanceForUpdate(int customer);

    @Update("update account set balance = balance - #{amount} where customer = #{customer}")
    int debit(@Param("customer") int customer, @Param("amount") long amount);

    @Insert("insert into payment (order_id, customer, amount) values (#{order}, #{customer}, #{amount})")
    int record(@Param("order") long order, @Param("customer") int customer, @Param("amount") long amount);
}
