package dev.assent.frameworks.mybatis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

interface ShopMapper {
    @Insert("insert into purchase (customer, note, placed, version) values (#{customer}, #{note,jdbcType=VARCHAR}, #{placed}, 1)")
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
    void insert(Purchase purchase);

    @Insert("""
            <script>insert into purchase_line (purchase, item, amount) values
            <foreach collection="amounts" index="item" item="amount" separator=",">(#{id}, #{item}, #{amount})</foreach></script>""")
    void insertLines(@Param("id") long id, @Param("amounts") Map<String, Integer> amounts);

    @Update("update item set stock = stock - #{amount} where name = #{item} and stock >= #{amount}")
    int sell(@Param("item") String item, @Param("amount") int amount);

    @Select("select id, customer, note, placed, version from purchase where id = #{id}")
    Purchase find(long id);

    @Update("""
            <script>update purchase <set>
            <if test="note != null">note = #{note},</if>
            version = version + 1</set>
            where id = #{id} and version = #{version}</script>""")
    int update(Purchase purchase);

    @Delete("""
            <script>delete from purchase_tag where purchase = #{id} and tag not in
            <foreach collection="tags" item="tag" open="(" separator="," close=")">#{tag}</foreach></script>""")
    int removeTags(@Param("id") long id, @Param("tags") Set<String> tags);

    @Select("select tag from purchase_tag where purchase = #{id}")
    Set<String> tags(long id);

    @Insert("insert into purchase_tag (purchase, tag) values (#{id}, #{tag})")
    void addTag(@Param("id") long id, @Param("tag") String tag);

    @Delete("delete from purchase_line where purchase in (select id from purchase where id = #{id})")
    void deleteLines(long id);

    @Delete("delete from purchase_tag where purchase = #{id}")
    void deleteTags(long id);

    @Delete("delete from purchase where id = #{id}")
    void delete(long id);

    @Update("update item set price = price + case name when 'pen' then #{cents} else #{cents} end")
    void raise(long cents);

    @Delete("delete from item where stock = 0")
    void clear();

    @Select("select stock from item where name = #{item} limit 1 for update")
    int lock(String item);

    @Update("update item set stock = #{stock} where name = #{item}")
    void setStock(@Param("item") String item, @Param("stock") int stock);

    @Select("select name from item order by name limit #{size} offset #{from}")
    List<String> page(@Param("from") int from, @Param("size") int size);
}
