package dev.assent.saga.store;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** The statements on {@code state_inst}. */
interface StepMapper {
    String TABLE = "${prefix}state_inst";
    String COLUMNS = "id, machine_inst_id, sequence, name, type, service_name, service_method, service_type,"
            + " business_key, state_id_compensated_for, state_id_retried_for, gmt_started, gmt_updated,"
            + " gmt_end, is_for_update, input_params, output_params, status, excep, failure, attempts,"
            + " branch_id, loop_index";
    String ROWS = "<foreach collection='rows' item='r' separator=','>("
            + "#{r.id}, #{r.instanceId}, #{r.sequence}, #{r.name}, #{r.type}, #{r.serviceName},"
            + " #{r.serviceMethod}, #{r.serviceType}, #{r.businessKey}, #{r.compensatedFor}, #{r.retriedFor},"
            + " #{r.started}, #{r.updated}, #{r.ended}, #{r.forUpdate}, #{r.input}, #{r.output}, #{r.status},"
            + " #{r.excep}, #{r.failure}, #{r.attempts}, #{r.branchId}, #{r.loopIndex}"
            + ")</foreach>";
    String INSERT = "<script>INSERT INTO " + TABLE + " (" + COLUMNS + ") VALUES" + ROWS;

    /** Inserts each row, or updates the one that has its id, with one statement. */
    @Insert(
            databaseId = "h2",
            value = "<script>MERGE INTO " + TABLE + " (" + COLUMNS + ") KEY (id, machine_inst_id) VALUES" + ROWS
                    + "</script>")
    @Insert(
            databaseId = "mariadb",
            value = INSERT + " ON DUPLICATE KEY UPDATE"
                    + " sequence = VALUES(sequence), name = VALUES(name), type = VALUES(type), service_name ="
                    + " VALUES(service_name), service_method = VALUES(service_method), service_type ="
                    + " VALUES(service_type), business_key = VALUES(business_key), state_id_compensated_for ="
                    + " VALUES(state_id_compensated_for), state_id_retried_for = VALUES(state_id_retried_for),"
                    + " gmt_started = VALUES(gmt_started), gmt_updated = VALUES(gmt_updated), gmt_end ="
                    + " VALUES(gmt_end), is_for_update = VALUES(is_for_update), input_params = VALUES(input_params),"
                    + " output_params = VALUES(output_params), status = VALUES(status), failure = VALUES(failure),"
                    + " attempts = VALUES(attempts), branch_id = VALUES(branch_id), loop_index = VALUES(loop_index)"
                    + "</script>")
    @Insert(
            databaseId = "postgres",
            value = INSERT + " ON CONFLICT (id, machine_inst_id) DO UPDATE SET"
                    + " sequence = EXCLUDED.sequence, name = EXCLUDED.name, type = EXCLUDED.type, service_name ="
                    + " EXCLUDED.service_name, service_method = EXCLUDED.service_method, service_type ="
                    + " EXCLUDED.service_type, business_key = EXCLUDED.business_key, state_id_compensated_for ="
                    + " EXCLUDED.state_id_compensated_for, state_id_retried_for = EXCLUDED.state_id_retried_for,"
                    + " gmt_started = EXCLUDED.gmt_started, gmt_updated = EXCLUDED.gmt_updated, gmt_end ="
                    + " EXCLUDED.gmt_end, is_for_update = EXCLUDED.is_for_update, input_params = EXCLUDED.input_params,"
                    + " output_params = EXCLUDED.output_params, status = EXCLUDED.status, failure = EXCLUDED.failure,"
                    + " attempts = EXCLUDED.attempts, branch_id = EXCLUDED.branch_id, loop_index = EXCLUDED.loop_index"
                    + "</script>")
    int write(@Param("rows") List<StepRow> rows);

    @Select("<script>SELECT " + COLUMNS + " FROM " + TABLE + " WHERE machine_inst_id IN"
            + "<foreach collection='ids' item='id' open='(' separator=',' close=')'>#{id}</foreach></script>")
    List<StepRow> of(@Param("ids") List<String> instanceIds);
}
