package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.util.ByteProcessor;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.Driver;
import org.junit.jupiter.api.Test;

/** An application may bring a JSqlParser of its own: all tests of this module run behind an old one. */
final class H2ClassPathTest extends AtContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    @Test
    void anUpdateRunsBesideTheJSqlParserOfAnOldPageHelper() throws Exception {
        assertThatThrownBy(() -> Class.forName("net.sf.jsqlparser.statement.update.Update")
                        .getMethod("getPreferringClause"))
                .isInstanceOf(NoSuchMethodException.class);

        globally(
                Mode.AUTOCOMMIT,
                c -> assertThat(Style.PREPARED.update(c, "UPDATE account SET balance = ? WHERE id = ?", 1, 1))
                        .isEqualTo(1));

        rollBackGlobally();
        assertThat(balance()).isEqualTo("100");
    }

    @Test
    void ourParserIsNamedInItsJarForScanners() throws Exception {
        var names = getClass()
                .getClassLoader()
                .getResources("META-INF/maven/com.github.jsqlparser/jsqlparser/pom.properties");

        assertThat(names.asIterator()).toIterable().hasSize(2);
    }

    /** The build runs some tests again on the versions that Spring Boot manages; without a property this says nothing. */
    @Test
    void theLibrariesAreOfTheVersionsThatTheBuildNames() {
        String all = Stream.of(Caffeine.class, Driver.class, JsonFactory.class, ByteProcessor.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(" "));

        for (String library : System.getProperty("assent.boot.versions", "").split(" ", -1)) {
            assertThat(all).contains(library.replace('=', '-'));
        }
    }

    private String balance() throws SQLException {
        return rows("SELECT balance FROM account WHERE id = 1").get(0);
    }
}
