package dev.assent.datasource.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DialectTest {
    private final Dialect h2 = new H2(Folding.UPPER);
    private final Dialect postgreSql = new PostgreSql();
    private final Dialect mySql = new MariaDb(Folding.NONE, true);

    @Test
    void onlyWhatIsTestedNeedsNoCaution() {
        assertThat(List.of(h2.caution(), postgreSql.caution(), mySql.caution())).containsOnly("");
        assertThat(new MySql(Folding.NONE).caution()).contains("MySQL itself");
    }

    @Test
    void oneDatabaseHasOneResourceIdHoweverItIsDialled() {
        assertThat(h2.resourceId("jdbc:h2:mem:a;DB_CLOSE_DELAY=-1")).isEqualTo("jdbc:h2:mem:a");
        assertThat(mySql.resourceId("jdbc:mariadb://h:3306/db?user=x&a=b")).isEqualTo("jdbc:mariadb://h:3306/db");
        assertThat(mySql.resourceId("jdbc:mysql:loadbalance://a:1,b:2/db"))
                .isEqualTo("jdbc:mysql:loadbalance://a:1|b:2/db");
        assertThat(postgreSql.resourceId("jdbc:postgresql://a:1,b:2/db?ssl=true"))
                .isEqualTo("jdbc:postgresql://a:1|b:2/db");
        assertThat(postgreSql.resourceId("jdbc:postgresql://h/db?ssl=true&currentSchema=x,y&user=z"))
                .isEqualTo("jdbc:postgresql://h/db?currentSchema=x!y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "jdbc:mysql://app:S3cret@h/db jdbc:mysql://h/db",
                "jdbc:mysql://app:S/3cret@h/db jdbc:mysql://h/db",
                "jdbc:mysql://a:S3cret@h1:1,b:S3cret@h2/db jdbc:mysql://h1:1|h2/db",
                "jdbc:mysql://(host=h,user=app,password=S3cret)/db jdbc:mysql://(host=h)/db",
                "jdbc:mysql://(user=app,password=S3cret,host=h,port=1)/db jdbc:mysql://(host=h|port=1)/db",
                "jdbc:mysql://address=(host=h)(User=app)(PASSWORD=S3cret)/db jdbc:mysql://address=(host=h)/db",
                "jdbc:mysql://[(host=a,password1=S3cret),b:1]/db jdbc:mysql://[(host=a)|b:1]/db",
                "jdbc:postgresql://h/db?user=app&password=S3cret&currentSchema=s jdbc:postgresql://h/db?currentSchema=s"
            })
    void noCredentialsStayInAName(String url, String name) {
        Dialect dialect = url.startsWith("jdbc:mysql") ? mySql : postgreSql;
        assertThat(dialect.resourceId(url)).isEqualTo(name);
    }

    @Test
    void aFileHasOneNameWhateverDirectoryAProcessIsStartedIn() {
        String here = Path.of("").toAbsolutePath().toString();
        assertThat(h2.resourceId("jdbc:h2:./shopdb;MODE=MySQL")).isEqualTo("jdbc:h2:file:" + here + "/shopdb");
        assertThat(h2.resourceId("jdbc:h2:file:./a/../shopdb")).isEqualTo("jdbc:h2:file:" + here + "/shopdb");
        assertThat(h2.resourceId("jdbc:h2:file:/x/shopdb;USER=sa")).isEqualTo("jdbc:h2:file:/x/shopdb");
        assertThat(h2.resourceId("jdbc:h2:~/shopdb"))
                .isEqualTo("jdbc:h2:file:" + System.getProperty("user.home") + "/shopdb");
        assertThat(h2.resourceId("jdbc:h2:mem:testdb")).isEqualTo("jdbc:h2:mem:testdb");
        assertThat(h2.resourceId("jdbc:h2:tcp://h/./shopdb")).isEqualTo("jdbc:h2:tcp://h/./shopdb");
    }

    @Test
    void namesAreQuotedAndReadBack() {
        for (Dialect dialect : List.of(h2, postgreSql, mySql)) {
            for (String name : List.of("a", "A b", "a`b", "a\"b", "ü.x")) {
                assertThat(dialect.identifiers(dialect.quoted("s") + '.' + dialect.quoted(name)))
                        .containsExactly("s", name);
            }
        }
        assertThat(h2.identifiers("s.T")).containsExactly("S", "T");
        assertThat(postgreSql.identifiers("S.T")).containsExactly("s", "t");
        assertThat(mySql.identifiers("S.T")).containsExactly("S", "T");
    }

    @Test
    void aDuplicateKeyIsKnownByEachDatabasesOwnCode() {
        assertThat(postgreSql.isDuplicateKey(new SQLException("", "23505"))).isTrue();
        assertThat(postgreSql.isDuplicateKey(new SQLException("", "23503"))).isFalse();
        assertThat(mySql.isDuplicateKey(new SQLException("", "23000", 1062))).isTrue();
        assertThat(mySql.isDuplicateKey(new SQLException("", "23000", 1452))).isFalse();
    }

    @Test
    void whatCannotBeRestoredExactlyHasNoForm() {
        assertThat(h2.form(Types.ARRAY, "INTEGER ARRAY")).isEmpty();
        assertThat(h2.form(Types.JAVA_OBJECT, "JAVA_OBJECT")).isEmpty();
        assertThat(h2.form(Types.OTHER, "GEOMETRY")).isEmpty();
        assertThat(mySql.form(Types.BINARY, "GEOMETRY")).isEmpty();
    }
}
