package dev.assent.saga.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of the store: the first three have the columns of Seata's, and behind them ours, which may be null and which
 * {@link Tables} adds to tables that Seata's scripts made.
 */
enum Table {
    DEFINITION("state_machine_def", """
            id VARCHAR(32) NOT NULL
            name VARCHAR(128) NOT NULL
            tenant_id VARCHAR(32) NOT NULL
            app_name VARCHAR(32) NOT NULL
            type VARCHAR(20)
            comment_ VARCHAR(255)
            ver VARCHAR(16) NOT NULL
            gmt_create TIME NOT NULL
            status VARCHAR(2) NOT NULL
            content TEXT
            recover_strategy VARCHAR(16)
            """, """
            definition_hash VARCHAR(64)
            """, "id", """
            CREATE INDEX %1$sdef_name ON %1$sstate_machine_def (name, tenant_id, gmt_create)
            """),
    INSTANCE("state_machine_inst", """
            id VARCHAR(128) NOT NULL
            machine_id VARCHAR(32) NOT NULL
            tenant_id VARCHAR(32) NOT NULL
            parent_id VARCHAR(128)
            gmt_started TIME NOT NULL
            business_key VARCHAR(48)
            start_params TEXT
            gmt_end TIME
            excep BYTES
            end_params TEXT
            status VARCHAR(2)
            compensation_status VARCHAR(2)
            is_running BOOL
            gmt_updated TIME NOT NULL
            """, """
            definition_hash VARCHAR(64)
            failure TEXT
            context TEXT
            position TEXT
            due_at BIGINT
            parked VARCHAR(1000)
            owner VARCHAR(64)
            owner_epoch BIGINT
            revision BIGINT
            """, "id", """
            CREATE INDEX %1$sinst_owner ON %1$sstate_machine_inst (owner, is_running, due_at)
            CREATE INDEX %1$sinst_parent ON %1$sstate_machine_inst (parent_id)
            CREATE UNIQUE INDEX %1$sinst_business_key ON %1$sstate_machine_inst (business_key, tenant_id)
            """),
    STEP("state_inst", """
            id VARCHAR(48) NOT NULL
            machine_inst_id VARCHAR(128) NOT NULL
            name VARCHAR(128) NOT NULL
            type VARCHAR(20)
            service_name VARCHAR(128)
            service_method VARCHAR(128)
            service_type VARCHAR(16)
            business_key VARCHAR(48)
            state_id_compensated_for VARCHAR(50)
            state_id_retried_for VARCHAR(50)
            gmt_started TIME NOT NULL
            is_for_update BOOL
            input_params TEXT
            output_params TEXT
            status VARCHAR(2) NOT NULL
            excep BYTES
            gmt_updated TIME
            gmt_end TIME
            """, """
            sequence INT
            failure TEXT
            attempts INT
            branch_id BIGINT
            loop_index INT
            """, "id, machine_inst_id", """
            CREATE INDEX %1$sstate_inst_of ON %1$sstate_inst (machine_inst_id)
            """),
    ENGINE("saga_engine", """
            node VARCHAR(64) NOT NULL
            lease_until BIGINT NOT NULL
            """, "", "node", "");

    private final String title;
    private final String columns;
    private final String added;
    private final String key;
    private final String indexes;

    Table(String title, String columns, String added, String key, String indexes) {
        this.title = title;
        this.columns = columns;
        this.added = added;
        this.key = key;
        this.indexes = indexes;
    }

    String in(String prefix) {
        return prefix + title;
    }

    String create(String prefix, Dialect dialect) {
        StringBuilder sql =
                new StringBuilder("CREATE TABLE ").append(in(prefix)).append(" (");
        (columns + added)
                .lines()
                .forEach(each -> sql.append(dialect.declare(each)).append(", "));
        return sql.append("PRIMARY KEY (")
                .append(key)
                .append("))")
                .append(dialect.tableOptions())
                .toString();
    }

    List<String> indexes(String prefix) {
        return indexes.lines().map(each -> each.formatted(prefix)).toList();
    }

    /** Name to declaration. */
    Map<String, String> columns() {
        return byName(columns + added);
    }

    /** Our columns, which Seata's table does not have. */
    Map<String, String> added() {
        return byName(added);
    }

    private static Map<String, String> byName(String lines) {
        Map<String, String> byName = new LinkedHashMap<>();
        lines.lines().forEach(each -> byName.put(each.substring(0, each.indexOf(' ')), each));
        return byName;
    }
}
