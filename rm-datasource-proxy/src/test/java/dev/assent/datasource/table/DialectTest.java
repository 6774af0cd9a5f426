package dev.assent.datasource.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DialectTest {
    private final Dialect h2 = new H2(Folding.UPPER);
    private final Dialect postgreSql = new PostgreSql();
    private final Dialect mySql = new MySql(Folding.NONE);

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
        assertThat(postgreSql.form(Types.ARRAY, "_timestamptz")).isEmpty();
        assertThat(mySql.form(Types.BINARY, "GEOMETRY")).isEmpty();
    }
}
