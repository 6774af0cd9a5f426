package dev.assent.seata;

import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;

/** What Seata's saga engine keeps in a database, and what its steps write. */
final class SagaTables {
    private static final String TABLES = """
            create table seata_state_machine_def (
                id varchar(32) primary key, name varchar(128) not null, tenant_id varchar(32) not null,
                app_name varchar(32) not null, type varchar(20), comment_ varchar(255), ver varchar(16) not null,
                gmt_create ${time} not null, status varchar(2) not null, content text, recover_strategy varchar(16));
            create table seata_state_machine_inst (
                id varchar(128) primary key, machine_id varchar(32) not null, tenant_id varchar(32) not null,
                parent_id varchar(128), gmt_started ${time} not null, business_key varchar(48), start_params text,
                gmt_end ${time}, excep ${bytes}, end_params text, status varchar(2), compensation_status varchar(2),
                is_running ${flag}, gmt_updated ${time} not null, unique (business_key, tenant_id));
            create table seata_state_inst (
                id varchar(48) not null, machine_inst_id varchar(128) not null, name varchar(128) not null,
                type varchar(20), service_name varchar(128), service_method varchar(128), service_type varchar(16),
                business_key varchar(48), state_id_compensated_for varchar(50), state_id_retried_for varchar(50),
                gmt_started ${time} not null, is_for_update ${flag}, input_params text, output_params text,
                status varchar(2) not null, excep ${bytes}, gmt_updated ${time}, gmt_end ${time},
                primary key (id, machine_inst_id));
            create table trouble (step varchar(100) primary key);
            create table done (step varchar(100) not null)
            """;

    private SagaTables() {}

    static void create(Ledger ledger) throws SQLException {
        boolean postgres = ledger.database().kind() == DatabaseKind.POSTGRES;
        String tables = TABLES.replace("${time}", postgres ? "timestamp(3)" : "datetime(3)")
                .replace("${bytes}", postgres ? "bytea" : "blob")
                .replace("${flag}", postgres ? "boolean" : "tinyint(1)");
        for (String sql : tables.split(";", -1)) {
            ledger.run(sql);
        }
    }
}
