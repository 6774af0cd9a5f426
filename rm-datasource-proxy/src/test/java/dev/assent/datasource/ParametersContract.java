package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A statement that runs again has the same parameters, also if they can be read once or are freed after they were set. */
public abstract class ParametersContract extends AtContract {
    private static final byte[] BYTES = "abc".getBytes(StandardCharsets.US_ASCII);

    /** Ways to hand a value over. What each returns is called after the value is set. */
    protected enum Way {
        STREAM_AS_OBJECT("bytes") {
            @Override
            Work set(PreparedStatement s) throws SQLException {
                s.setObject(1, new ByteArrayInputStream(BYTES));
                return nothing();
            }
        },
        READER_AS_OBJECT("text") {
            @Override
            Work set(PreparedStatement s) throws SQLException {
                s.setObject(1, new StringReader("abc"));
                return nothing();
            }
        },
        BLOB("bytes") {
            @Override
            Work set(PreparedStatement s) throws SQLException {
                Blob blob = s.getConnection().createBlob();
                blob.setBytes(1, BYTES);
                s.setBlob(1, blob);
                return c -> blob.free();
            }
        },
        BLOB_AS_OBJECT("bytes") {
            @Override
            Work set(PreparedStatement s) throws SQLException {
                Blob blob = s.getConnection().createBlob();
                blob.setBytes(1, BYTES);
                s.setObject(1, blob);
                return c -> blob.free();
            }
        },
        CLOB("text") {
            @Override
            Work set(PreparedStatement s) throws SQLException {
                Clob clob = s.getConnection().createClob();
                clob.setString(1, "abc");
                s.setClob(1, clob);
                return c -> clob.free();
            }
        },
        CLOB_AS_OBJECT("text") {
            @Override
            Work set(PreparedStatement s) throws SQLException {
                Clob clob = s.getConnection().createClob();
                clob.setString(1, "abc");
                s.setObject(1, clob);
                return c -> clob.free();
            }
        },
        NCLOB("text") {
            @Override
            Work set(PreparedStatement s) throws SQLException {
                NClob clob = s.getConnection().createNClob();
                clob.setString(1, "abc");
                s.setNClob(1, clob);
                return c -> clob.free();
            }
        },
        XML("xml") {
            @Override
            Work set(PreparedStatement s) throws SQLException {
                SQLXML xml = s.getConnection().createSQLXML();
                xml.setString("<a/>");
                s.setSQLXML(1, xml);
                return c -> xml.free();
            }
        },
        XML_AS_OBJECT("xml") {
            @Override
            Work set(PreparedStatement s) throws SQLException {
                SQLXML xml = s.getConnection().createSQLXML();
                xml.setString("<a/>");
                s.setObject(1, xml);
                return c -> xml.free();
            }
        },
        ARRAY("numbers") {
            @Override
            Work set(PreparedStatement s) throws SQLException {
                Array array = s.getConnection().createArrayOf("INT", new Object[] {1, 2});
                s.setArray(1, array);
                return c -> array.free();
            }
        },
        ARRAY_AS_OBJECT("numbers") {
            @Override
            Work set(PreparedStatement s) throws SQLException {
                Array array = s.getConnection().createArrayOf("INT", new Object[] {1, 2});
                s.setObject(1, array);
                return c -> array.free();
            }
        },
        CHANGED_BYTES("bytes") {
            @Override
            Work set(PreparedStatement s) throws SQLException {
                byte[] bytes = BYTES.clone();
                s.setObject(1, bytes);
                return c -> bytes[0] = 'x';
            }
        };

        private final String column;

        Way(String column) {
            this.column = column;
        }

        abstract Work set(PreparedStatement s) throws SQLException;

        private static Work nothing() {
            return c -> {};
        }
    }

    /** The type of each kind of column that this database has: bytes, text, xml, numbers. */
    protected abstract Map<String, String> types();

    /** Ways that the driver does not take. */
    protected abstract Set<Way> unknown();

    @ParameterizedTest
    @EnumSource(Way.class)
    void aStatementRunsAgainWithTheSameValue(Way way) throws SQLException {
        assumeThat(unknown()).doesNotContain(way);
        run(
                "CREATE TABLE paper (id INT PRIMARY KEY, body " + types().get(way.column) + ")",
                "INSERT INTO paper (id) VALUES (1)");
        branches.hold(OTHER, at().resource().resourceId(), "paper:1");
        duringPause(() -> branches.free(OTHER));

        globally(Mode.AUTOCOMMIT, c -> {
            try (PreparedStatement s = c.prepareStatement("UPDATE paper SET body = ? WHERE id = ?")) {
                Work afterwards = way.set(s);
                s.setInt(2, 1);
                afterwards.with(c);
                assertThat(s.executeUpdate()).isEqualTo(1);
            }
        });

        assertThat(branches.refusals()).isEqualTo(1);
        assertThat(stored(way.column)).isEqualTo(expected(way.column));
    }

    private Object stored(String column) throws SQLException {
        try (Connection c = target().getConnection();
                PreparedStatement s = c.prepareStatement("SELECT body FROM paper");
                var row = s.executeQuery()) {
            assertThat(row.next()).isTrue();
            return switch (column) {
                case "bytes" -> new String(row.getBytes(1), StandardCharsets.US_ASCII);
                case "numbers" -> List.of((Object[]) row.getArray(1).getArray());
                default -> row.getString(1);
            };
        }
    }

    private static Object expected(String column) {
        return switch (column) {
            case "numbers" -> List.of(1, 2);
            case "xml" -> "<a/>";
            default -> "abc";
        };
    }
}
