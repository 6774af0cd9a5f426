package dev.assent.saga.store;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The statements on {@code state_machine_inst}. */
interface InstanceMapper {
    String TABLE = "${prefix}state_machine_inst";
    String COLUMNS = "id, machine_id, definition_hash, tenant_id, parent_id, business_key, start_params, gmt_started,"
            + " gmt_updated, gmt_end, excep, failure, end_params, context, status, compensation_status, is_running,"
            + " position, due_at, parked, owner, owner_epoch, revision";

    @Insert("<script>INSERT INTO " + TABLE + " (" + COLUMNS + ") VALUES"
            + "<foreach collection='rows' item='r' separator=','>"
            + "(#{r.id}, #{r.machineId}, #{r.definitionHash}, #{r.tenant}, #{r.parentId}, #{r.businessKey},"
            + " #{r.startParams}, #{r.started}, #{r.updated}, #{r.ended}, #{r.excep}, #{r.failure}, #{r.endParams},"
            + " #{r.context}, #{r.status}, #{r.compensationStatus}, #{r.running}, #{r.position}, #{r.due}, #{r.parked},"
            + " #{r.owner}, #{r.ownerEpoch}, #{r.revision})"
            + "</foreach></script>")
    int insert(@Param("rows") List<InstanceRow> rows);

    /** What may change; 0 if another node owns it, or it has another revision. */
    @Update("UPDATE " + TABLE + " SET definition_hash = #{r.definitionHash}, gmt_updated = #{r.updated},"
            + " gmt_end = #{r.ended}, failure = #{r.failure}, end_params = #{r.endParams}, context = #{r.context},"
            + " status = #{r.status}, compensation_status = #{r.compensationStatus}, is_running = #{r.running},"
            + " position = #{r.position}, due_at = #{r.due}, parked = #{r.parked}, owner = #{r.owner},"
            + " owner_epoch = #{r.ownerEpoch}, revision = #{r.revision}"
            + " WHERE id = #{r.id} AND COALESCE(owner_epoch, 0) = #{r.ownerEpoch}"
            + " AND COALESCE(revision, 0) = #{expected}")
    int update(@Param("r") InstanceRow row, @Param("expected") long expected);

    /** Takes the revision that the transaction's transition will have, and with it the lock of the row. */
    @Update("UPDATE " + TABLE + " SET owner_epoch = #{epoch}, revision = #{expected} + 1 WHERE id = #{id}"
            + " AND COALESCE(owner_epoch, 0) = #{epoch} AND COALESCE(revision, 0) = #{expected}")
    int fence(@Param("id") String id, @Param("epoch") long epoch, @Param("expected") long expected);

    @Select("SELECT " + COLUMNS + " FROM " + TABLE + " WHERE id = #{id}")
    Optional<InstanceRow> byId(String id);

    @Select("SELECT " + COLUMNS + " FROM " + TABLE + " WHERE business_key = #{key} AND tenant_id = #{tenant}")
    Optional<InstanceRow> byBusinessKey(@Param("key") String key, @Param("tenant") String tenant);

    @Select("SELECT " + COLUMNS + " FROM " + TABLE + " WHERE parent_id = #{parentId} ORDER BY gmt_started DESC, id")
    List<InstanceRow> children(String parentId);

    @Update("UPDATE " + TABLE + " SET owner = #{node}, owner_epoch = #{epoch} + 1"
            + " WHERE id = #{id} AND COALESCE(owner_epoch, 0) = #{epoch}")
    int take(@Param("id") String id, @Param("node") String node, @Param("epoch") long epoch);

    @Select("SELECT id FROM " + TABLE
            + " WHERE owner = #{dead} AND is_running = #{running} AND parked IS NULL LIMIT #{limit}")
    List<String> runningOf(@Param("dead") String dead, @Param("running") boolean running, @Param("limit") int limit);

    @Update("<script>UPDATE " + TABLE + " SET owner = #{node}, owner_epoch = owner_epoch + 1"
            + " WHERE owner = #{dead} AND is_running = #{running} AND id IN"
            + "<foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach></script>")
    int takeOver(
            @Param("node") String node,
            @Param("dead") String dead,
            @Param("running") boolean running,
            @Param("ids") List<String> ids);

    @Select("<script>SELECT " + COLUMNS + " FROM " + TABLE + " WHERE owner = #{node} AND id IN"
            + "<foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach></script>")
    List<InstanceRow> owned(@Param("node") String node, @Param("ids") List<String> ids);

    @Select("SELECT " + COLUMNS + " FROM " + TABLE + " WHERE owner = #{node} AND is_running = #{running}"
            + " AND due_at <= #{now} AND parked IS NULL ORDER BY due_at LIMIT #{limit}")
    List<InstanceRow> due(
            @Param("node") String node,
            @Param("running") boolean running,
            @Param("now") long now,
            @Param("limit") int limit);

    @Update("UPDATE " + TABLE + " SET parked = #{reason}, due_at = NULL, revision = COALESCE(revision, 0) + 1"
            + " WHERE id = #{id} AND COALESCE(owner_epoch, 0) = #{epoch}")
    int park(@Param("id") String id, @Param("epoch") long epoch, @Param("reason") String reason);

    @Select("SELECT id, machine_id, parked FROM " + TABLE + " WHERE parked IS NOT NULL ORDER BY gmt_updated, id"
            + " LIMIT #{limit}")
    List<ParkedInstance> parked(int limit);
}
