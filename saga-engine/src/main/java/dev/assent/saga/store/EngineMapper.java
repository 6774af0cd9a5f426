package dev.assent.saga.store;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The statements on {@code saga_engine}: one row for each node, with the end of its lease by the database's clock. */
interface EngineMapper {
    String TABLE = "${prefix}saga_engine";

    @Update("UPDATE " + TABLE + " SET lease_until = ${now} + #{lease} WHERE node = #{node}")
    int renew(@Param("node") String node, @Param("lease") long leaseMillis);

    @Insert("INSERT INTO " + TABLE + " (node, lease_until) VALUES (#{node}, ${now} + #{lease})")
    int insert(@Param("node") String node, @Param("lease") long leaseMillis);

    @Select("SELECT node FROM " + TABLE + " WHERE lease_until < ${now} AND node <> #{node}")
    List<String> dead(String node);

    @Select("SELECT COUNT(*) FROM " + TABLE + " WHERE node = #{node} AND lease_until >= ${now}")
    int alive(String node);

    @Update("UPDATE " + TABLE + " SET lease_until = 0 WHERE node = #{node}")
    int end(String node);
}
