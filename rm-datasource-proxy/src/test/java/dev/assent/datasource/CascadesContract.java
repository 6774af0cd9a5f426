package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.errors.Refusal;
import dev.assent.model.BranchStatus;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What foreign keys delete or change along comes back as it was, and is locked meanwhile. */
public abstract class CascadesContract extends AtContract {
    private @Nullable WatchedDataSource watched;
    private @Nullable AtDataSource source;

    private WatchedDataSource watched() throws SQLException {
        if (watched == null) {
            watched = new WatchedDataSource(target());
            source = new AtDataSource(watched, branches, AtOptions.DEFAULTS);
        }
        return watched;
    }

    @Override
    protected AtDataSource at() throws SQLException {
        watched();
        return java.util.Objects.requireNonNull(source);
    }

    /** Whether the foreign key of a new row is checked against rows that others have locked. */
    protected boolean newRowsWaitForTheirParents() {
        return true;
    }

    @BeforeEach
    void createHouse() throws SQLException {
        run(
                "CREATE TABLE house (id INT PRIMARY KEY, code VARCHAR(10) NOT NULL, part INT NOT NULL, name VARCHAR(20),"
                        + " UNIQUE (code, part))",
                "CREATE TABLE room (id INT PRIMARY KEY, house INT, name VARCHAR(20) UNIQUE,"
                        + " FOREIGN KEY (house) REFERENCES house (id) ON DELETE CASCADE)",
                "CREATE TABLE lamp (id INT PRIMARY KEY, room INT, watt INT,"
                        + " FOREIGN KEY (room) REFERENCES room (id) ON DELETE SET NULL)",
                "CREATE TABLE chair (id INT PRIMARY KEY, room INT NOT NULL, house INT NOT NULL,"
                        + " FOREIGN KEY (room) REFERENCES room (id) ON DELETE CASCADE,"
                        + " FOREIGN KEY (house) REFERENCES house (id) ON DELETE CASCADE)",
                "CREATE TABLE bill (id INT PRIMARY KEY, code VARCHAR(10), part INT, cents INT,"
                        + " FOREIGN KEY (code, part) REFERENCES house (code, part) ON UPDATE CASCADE ON DELETE SET NULL)",
                "CREATE TABLE tree (id INT PRIMARY KEY, parent INT, label VARCHAR(10),"
                        + " FOREIGN KEY (parent) REFERENCES tree (id) ON DELETE CASCADE)",
                "INSERT INTO house VALUES (1, 'a', 1, 'one'), (2, 'b', 1, 'two'), (3, 'b', 2, 'three')",
                "INSERT INTO room VALUES (10, 1, 'hall'), (11, 1, 'bath'), (20, 2, 'attic'), (90, NULL, 'none')",
                "INSERT INTO lamp VALUES (100, 10, 40), (101, 10, 60), (102, 20, 15), (103, NULL, 5)",
                "INSERT INTO chair VALUES (200, 10, 1), (201, 11, 2), (202, 20, 2)",
                "INSERT INTO bill VALUES (1, 'a', 1, 50), (2, 'b', 1, 60), (3, 'b', 2, 70), (4, NULL, 1, 80)",
                "INSERT INTO tree VALUES (1, NULL, 'root'), (2, 1, 'left'), (3, 1, 'right'), (4, 2, 'leaf'), (5, 5, 'self'),"
                        + " (6, NULL, 'other')");
    }

    @Override
    protected List<String> everything() throws SQLException {
        List<String> all = new ArrayList<>(super.everything());
        for (String table : List.of("house", "room", "lamp", "chair", "bill", "tree")) {
            all.addAll(rows("SELECT * FROM " + table + " ORDER BY id"));
        }
        return all;
    }

    private static final String CASES = """
            1 | house:1 room:10,11 lamp:100,101 chair:200,201 bill:1             | DELETE FROM house WHERE id = 1
            2 | house:1,2 room:10,11,20 lamp:100,101,102 chair:200,201,202 bill:1,2 | DELETE FROM house WHERE id < 3
            3 | house:1,2,3 room:10,11,20 lamp:100,101,102 chair:200,201,202 bill:1,2,3 | DELETE FROM house
            1 | house:3 bill:3                                                   | DELETE FROM house WHERE id = 3
            1 | room:90                                                          | DELETE FROM room WHERE house IS NULL
            1 | house:2 bill:2                                                   | UPDATE house SET code = 'c' WHERE id = 2
            2 | house:2,3 bill:2,3                                               | UPDATE house SET part = part + 5, name = 'x' WHERE code = 'b'
            1 | house:2                                                          | UPDATE house SET code = 'b', name = 'x' WHERE id = 2
            1 | tree:1,2,3,4                                                     | DELETE FROM tree WHERE id = 1
            1 | tree:5                                                           | DELETE FROM tree WHERE id = 5
            0 |                                                                  | DELETE FROM house WHERE id = 99
            0 |                                                                  | UPDATE house SET code = 'z' WHERE id = 99
            """;

    @Test
    void whatGoesAlongComesBack() throws SQLException {
        List<String> before = everything();
        for (String line : CASES.lines().toList()) {
            String[] parts = line.split("\\|", -1);
            String sql = parts[2].strip();
            for (Mode mode : Mode.values()) {
                Style style = mode == Mode.AUTOCOMMIT ? Style.STATEMENT : Style.PREPARED;
                globally(
                        mode,
                        c -> assertThat(style.update(c, sql)).as(sql).isEqualTo(Integer.parseInt(parts[0].strip())));

                assertThat(everything().equals(before)).as(sql).isEqualTo(parts[1].isBlank());
                assertThat(branches.registered().isEmpty()).as(sql).isEqualTo(parts[1].isBlank());
                if (!parts[1].isBlank()) {
                    assertThat(locked())
                            .as(sql)
                            .containsExactlyInAnyOrder(parts[1].strip().split(" ", -1));
                }
                rollBackGlobally();
                assertThat(everything()).as(sql).isEqualTo(before);
                branches.forget();
            }
        }
    }

    /** Without the values of unique keys; keys in order. */
    private List<String> locked() {
        return Stream.of(branches.registered().get(0).lockKey().split(";", -1))
                .filter(lock -> !lock.contains("#"))
                .map(lock -> lock.substring(0, lock.indexOf(':') + 1)
                        + Stream.of(lock.substring(lock.indexOf(':') + 1).split(",", -1))
                                .sorted()
                                .collect(Collectors.joining(",")))
                .toList();
    }

    /** Some rows refer to others that the statement deletes as well, in whichever order. */
    @Test
    void whatReferToEachOtherComesBack() throws SQLException {
        List<String> before = everything();
        for (String which : List.of("id IN (1, 2)", "id IN (2, 4, 1)", "id > 0", "id IN (4, 5)")) {
            globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, "DELETE FROM tree WHERE " + which));
            rollBackGlobally();
            assertThat(everything()).as(which).isEqualTo(before);
            branches.forget();
        }
    }

    /** The children of the new key go back to the old one before the new row goes. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void aChangedKeyTakesItsChildrenAlong(Mode mode) throws SQLException {
        run(
                "CREATE TABLE street (id INT PRIMARY KEY, name VARCHAR(20))",
                "CREATE TABLE door (id INT PRIMARY KEY, street INT, FOREIGN KEY (street) REFERENCES street (id)"
                        + " ON UPDATE CASCADE ON DELETE CASCADE)",
                "CREATE TABLE sign (id INT PRIMARY KEY, street INT, FOREIGN KEY (street) REFERENCES street (id)"
                        + " ON UPDATE SET NULL ON DELETE SET NULL)",
                "INSERT INTO street VALUES (1, 'one'), (2, 'two')",
                "INSERT INTO door VALUES (1, 1), (2, 1), (3, 2)",
                "INSERT INTO sign VALUES (1, 1), (2, 2)");
        String all = "SELECT s.id, s.name, d.id, g.id FROM street s LEFT JOIN door d ON d.street = s.id"
                + " LEFT JOIN sign g ON g.street = s.id ORDER BY s.id, d.id, g.id";
        List<String> before = rows(all);
        globally(mode, c -> {
            assertThat(Style.STATEMENT.update(c, "UPDATE street SET id = 7, name = 'x' WHERE id = 1"))
                    .isOne();
            assertThat(Style.PREPARED.update(c, "UPDATE street SET id = ? WHERE id = 7", 8))
                    .isOne();
        });
        assertThat(rows(all)).containsExactly("2|two|3|2", "8|x|1|null", "8|x|2|null");
        rollBackGlobally();
        assertThat(rows(all)).isEqualTo(before);
        branches.forget();

        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, "UPDATE street SET id = id + 1 WHERE id < 3"))
                        .hasMessageStartingWith("ASN-43"));
        assertThat(rows(all)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void amongOtherStatementsOfOneTransaction(Mode mode) throws SQLException {
        List<String> before = everything();
        globally(mode, c -> {
            Style.STATEMENT.update(c, "INSERT INTO house VALUES (4, 'd', 1, 'four')");
            Style.STATEMENT.update(c, "INSERT INTO room VALUES (40, 4, 'cellar')");
            Style.STATEMENT.update(c, "UPDATE lamp SET room = 40, watt = 1 WHERE id = 103");
            Style.STATEMENT.update(c, "UPDATE room SET house = 1, name = 'moved' WHERE id = 20");
            Style.STATEMENT.update(c, "UPDATE house SET code = 'e' WHERE id = 4");
            Style.STATEMENT.update(c, "UPDATE bill SET code = 'e', part = 1 WHERE id = 4");
            Style.PREPARED.update(c, "DELETE FROM house WHERE id = ?", 4);
            Style.PREPARED.update(c, "DELETE FROM house WHERE id = ?", 1);
            Style.STATEMENT.update(c, "INSERT INTO house VALUES (1, 'a', 1, 'again')");
            Style.STATEMENT.update(c, "INSERT INTO room VALUES (10, 1, 'hall')");
            Style.STATEMENT.update(c, "UPDATE lamp SET room = 10 WHERE id = 100");
        });
        assertThat(rows("SELECT * FROM room ORDER BY id")).containsExactly("10|1|hall", "90|null|none");
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    /** Others have deleted what they referred to on the way. */
    @Test
    void rowsThatAreAsTheyWereAreLeftAlone() throws SQLException {
        globally(Mode.EXPLICIT, c -> {
            Style.STATEMENT.update(c, "UPDATE lamp SET room = 20 WHERE id = 100");
            Style.STATEMENT.update(c, "UPDATE lamp SET room = 10 WHERE id = 100");
            Style.STATEMENT.update(c, "INSERT INTO chair VALUES (209, 20, 2)");
            Style.STATEMENT.update(c, "DELETE FROM chair WHERE id = 209");
            Style.STATEMENT.update(c, "UPDATE house SET name = 'x' WHERE id = 1");
        });
        run("DELETE FROM room WHERE id = 20");
        List<String> lamps = rows("SELECT * FROM lamp ORDER BY id");

        rollBackGlobally();
        assertThat(rows("SELECT name FROM house WHERE id = 1")).containsExactly("one");
        assertThat(rows("SELECT * FROM lamp ORDER BY id")).isEqualTo(lamps);
    }

    @Test
    void aCommitKeepsIt() throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, "DELETE FROM house WHERE id = 1"));
        commitGlobally();
        assertThat(rows("SELECT id, room FROM lamp ORDER BY id"))
                .containsExactly("100|null", "101|null", "102|20", "103|null");
        assertThat(undoRows()).allMatch(row -> row.endsWith("|2"));
    }

    /** Another global transaction holds a row that would go along. */
    @Test
    void aRowThatIsHeldIsNotChangedAlong() throws SQLException {
        branches.hold(OTHER, at().resource().resourceId(), "chair:201");
        List<String> before = everything();
        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, "DELETE FROM house WHERE id = 1"))
                        .hasMessageStartingWith("ASN-1"));
        assertThat(everything()).isEqualTo(before);
    }

    /** Others have changed a row that went along: nothing is undone. */
    @Test
    void aRowThatOthersHaveChangedIsSeenAtTheUndo() throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, "DELETE FROM house WHERE id = 1"));
        run("UPDATE lamp SET room = 20 WHERE id = 100");
        List<String> left = everything();
        FakeBranches.Registered branch = branches.registered().get(0);

        assertThat(at().resource().rollback(branch.xid(), branch.branch(), branch.data()))
                .isEqualTo(BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
        assertThat(everything()).isEqualTo(left);
    }

    /** The undo of an INSERT deletes, and the undo of a new value gives it up: with what others have let refer to it. */
    @Test
    void rowsOfOthersNeverGoAlongWithAnUndo() throws SQLException {
        others("INSERT INTO house VALUES (4, 'd', 1, 'four')", "INSERT INTO room VALUES (40, 4, 'others')");
        others("UPDATE house SET code = 'c' WHERE id = 2", "INSERT INTO bill VALUES (9, 'c', 1, 1)");
        others("UPDATE house SET code = 'c' WHERE id = 3", "UPDATE bill SET code = 'c', part = 2 WHERE id = 4");
    }

    private void others(String ours, String theirs) throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, ours));
        run(theirs);
        List<String> left = everything();
        List<FakeBranches.Registered> all = branches.registered();
        FakeBranches.Registered branch = all.get(all.size() - 1);

        assertThat(at().resource().rollback(branch.xid(), branch.branch(), branch.data()))
                .isEqualTo(BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
        assertThat(everything()).isEqualTo(left);
    }

    /** Between the look and the change, another row comes that refers to one that goes. */
    @Test
    void aRowThatComesInBetweenIsNotLost() throws SQLException {
        if (newRowsWaitForTheirParents()) {
            return;
        }
        watched().before("DELETE FROM HOUSE", () -> run("INSERT INTO room VALUES (12, 1, 'late')"));
        globally(
                Mode.AUTOCOMMIT,
                c -> assertThat(Style.STATEMENT.update(c, "DELETE FROM house WHERE id = 1"))
                        .isOne());
        assertThat(rows("SELECT id FROM room ORDER BY id")).containsExactly("20", "90");
        rollBackGlobally();
        assertThat(rows("SELECT id FROM room ORDER BY id")).containsExactly("10", "11", "12", "20", "90");
    }

    @Test
    void whatCannotBeUndoneIsRefusedAsAWhole() throws SQLException {
        run(
                "CREATE TABLE keyless (house INT, FOREIGN KEY (house) REFERENCES house (id) ON DELETE CASCADE)",
                "INSERT INTO keyless VALUES (3)");
        List<String> before = everything();
        globally(Mode.AUTOCOMMIT, c -> {
            assertThatThrownBy(() -> Style.STATEMENT.update(c, "DELETE FROM house WHERE id = 3"))
                    .hasMessageContaining("primary key");
            assertThat(Style.STATEMENT.update(c, "INSERT INTO house VALUES (5, 'k', 1, 'five')"))
                    .isOne();
        });
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
        assertThat(rows("SELECT * FROM keyless")).containsExactly("3");
    }

    @Test
    void aKeyThatIsChangedAlongIsRefused() throws SQLException {
        run(
                "CREATE TABLE tenant (code VARCHAR(10), part INT, n INT, PRIMARY KEY (code, part, n),"
                        + " FOREIGN KEY (code, part) REFERENCES house (code, part) ON UPDATE CASCADE)",
                "INSERT INTO tenant VALUES ('a', 1, 1)");
        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, "UPDATE house SET code = 'x' WHERE id = 1"))
                        .hasMessageStartingWith(Refusal.CASCADE.code()));
        assertThat(rows("SELECT * FROM tenant")).containsExactly("a|1|1");
    }
}
