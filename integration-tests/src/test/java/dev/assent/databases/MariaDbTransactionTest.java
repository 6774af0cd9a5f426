package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.TransactionContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mariadb.jdbc.MariaDbDataSource;

@ExtendWith(SharedServers.class)
final class MariaDbTransactionTest extends TransactionContract {
    private final DataSource target;

    MariaDbTransactionTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.MARIADB);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected DataSource takingSeveralStatements() throws SQLException {
        MariaDbDataSource direct = (MariaDbDataSource) target;
        String url = direct.getUrl();
        MariaDbDataSource lenient =
                new MariaDbDataSource(url + (url.contains("?") ? "&" : "?") + "allowMultiQueries=true");
        lenient.setUser(direct.getUser());
        return lenient;
    }

    @Test
    void severalStatementsAreRefusedWhereTheDriverIsNotAskedForThem() throws SQLException {
        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, "DELETE FROM account; DELETE FROM entry"))
                        .hasMessageStartingWith("ASN-4350: ")
                        .hasMessageContaining("allowMultiQueries"));
        assertThat(rows("SELECT count(*) FROM account")).containsExactly("3");
    }

    @Override
    protected String identity() {
        return "BIGINT AUTO_INCREMENT";
    }
}
