package dev.assent.saga.store;

import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** The statements on {@code state_machine_def}. */
interface DefinitionMapper {
    String TABLE = "${prefix}state_machine_def";
    String COLUMNS = "id, name, tenant_id, ver, comment_, recover_strategy, content, definition_hash, gmt_create";

    @Insert(
            "INSERT INTO " + TABLE + " (" + COLUMNS + ", app_name, type, status) VALUES (#{id}, #{name}, #{tenant},"
                    + " #{version}, #{comment}, #{recoverStrategy}, #{content}, #{hash}, #{created}, 'SEATA', 'STATE_LANG', 'AC')")
    int insert(DefinitionRow row);

    @Select("SELECT " + COLUMNS + " FROM " + TABLE + " WHERE name = #{name} AND tenant_id = #{tenant}"
            + " ORDER BY gmt_create DESC, id LIMIT 1")
    Optional<DefinitionRow> newest(@Param("name") String name, @Param("tenant") String tenant);

    @Select("SELECT " + COLUMNS + " FROM " + TABLE + " WHERE id = #{id}")
    Optional<DefinitionRow> byId(String id);
}
