package dev.assent.demo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.assent.demo.process.RunDirectory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DatabaseServerTest {
    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void servesSeparateDatabasesAndLeavesNothing(DatabaseKind kind) throws SQLException {
        assumeThat(kind.binariesHere())
                .as("binaries of %s on the class path", kind)
                .isTrue();
        Path path;
        try (RunDirectory run = RunDirectory.create("assent-test");
                DatabaseServer server = kind.start(run)) {
            path = run.path();
            for (String name : new String[] {"one", "two"}) {
                try (HikariDataSource pool = server.create(name).pool(2);
                        Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute(
                            "create table thing (id " + kind.generatedKey() + " primary key, name varchar(9))");
                    statement.execute("insert into thing (name) values ('" + name + "')");
                    try (ResultSet rows = statement.executeQuery("select id, name from thing")) {
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getLong(1)).isEqualTo(1);
                        assertThat(rows.getString(2)).isEqualTo(name);
                        assertThat(rows.next()).isFalse();
                    }
                }
            }
        }
        assertThat(path).doesNotExist();
    }
}
