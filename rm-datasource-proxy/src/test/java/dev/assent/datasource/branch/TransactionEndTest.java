package dev.assent.datasource.branch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.dialect.Folding;
import dev.assent.datasource.dialect.MariaDb;
import dev.assent.datasource.dialect.PostgreSql;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.errors.SqlState;
import dev.assent.model.Xid;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransactionEndTest {
    private final Dialect mariaDb = new MariaDb(Folding.NONE, true);

    @ParameterizedTest
    @CsvSource({"40001, 1213, true", "HY000, 1020, true", "HY000, 1206, true", "40003, 0, false", "23000, 1062, false"})
    void theDatabaseSaysSo(String state, int code, boolean ended) {
        assertThat(end(mariaDb, false).isShownBy(new SQLException("said", state, code)))
                .isEqualTo(ended);
    }

    @Test
    void aLockThatWasNotFreeInTimeEndsItWhereTheServerIsSetSo() {
        SQLException late = new SQLException("Lock wait timeout exceeded", "HY000", 1205);

        assertThat(end(mariaDb, true).isShownBy(late)).isTrue();
        assertThat(end(mariaDb, false).isShownBy(late)).isFalse();
        assertThat(end(new PostgreSql(), true).isShownBy(late)).isFalse();
    }

    @Test
    void anErrorOfOursEndsNothing() {
        SQLException ours = SqlState.of(DataSourceErrors.rowsHeld(Xid.of("tc:8091", 1), 1, Duration.ZERO, "held"));

        assertThat(ours.getSQLState()).isEqualTo("40001");
        assertThat(end(mariaDb, false).isShownBy(ours)).isFalse();
    }

    private static TransactionEnd end(Dialect dialect, boolean endedByTimeouts) {
        return new TransactionEnd(dialect, answering(Connection.class, endedByTimeouts));
    }

    private static <T> T answering(Class<T> type, boolean answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> switch (method.getName()) {
                    case "createStatement" -> answering(Statement.class, answer);
                    case "executeQuery" -> answering(ResultSet.class, answer);
                    case "next" -> true;
                    case "getBoolean" -> answer;
                    default -> null;
                }));
    }
}
