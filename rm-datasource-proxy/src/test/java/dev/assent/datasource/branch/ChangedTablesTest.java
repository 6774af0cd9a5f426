package dev.assent.datasource.branch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.datasource.dialect.PostgreSql;
import dev.assent.datasource.dialect.StampQuery;
import dev.assent.datasource.table.Confirmations;
import dev.assent.datasource.table.Stamp;
import dev.assent.datasource.table.TableMetas;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChangedTablesTest {
    private static final Stamp ACCOUNT = stamp("account");
    private static final Stamp STOCK = stamp("stock");

    private long now;
    private final Confirmations confirmations =
            new TableMetas(new PostgreSql(), "undo_log", () -> now++).confirmations();
    private final List<List<Stamp>> asked = new ArrayList<>();

    @Test
    void theFirstAsksAndTheOthersThatHadTheirLocksDoNot() throws SQLException {
        ChangedTables one = changing(ACCOUNT);
        ChangedTables other = changing(ACCOUNT);

        one.confirming(this::same);
        other.confirming(this::same);

        assertThat(asked).containsExactly(List.of(ACCOUNT), List.of());
        assertThat(other.changed(this::none)).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aLockThatCameLaterIsAskedAbout() throws SQLException {
        changing(ACCOUNT).confirming(this::same);
        changing(ACCOUNT).confirming(this::same);

        assertThat(asked).containsExactly(List.of(ACCOUNT), List.of(ACCOUNT));
    }

    @Test
    void whatOneKnowsItPassesOnWhenItsStatementHasSucceeded() throws SQLException {
        ChangedTables between = changing(ACCOUNT, STOCK);
        changing(ACCOUNT).confirming(this::same);
        ChangedTables last = changing(ACCOUNT);

        between.confirming(this::same);
        between.changed(this::none);
        last.confirming(this::same);
        last.changed(this::none);

        assertThat(asked).containsExactly(List.of(ACCOUNT), List.of(STOCK), List.of());
    }

    @Test
    void whileTheAnswerOfAnotherIsOnItsWayTheStatementDoesNotAsk() throws SQLException {
        ChangedTables one = changing(ACCOUNT);
        ChangedTables other = changing(ACCOUNT);

        one.confirming(tables -> {
            other.confirming(this::same);
            return same(tables);
        });

        assertThat(asked).containsExactly(List.of(), List.of(ACCOUNT));
        assertThat(other.changed(this::none)).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void anAnswerThatDidNotComeIsAskedForByItself() throws SQLException {
        ChangedTables one = changing(ACCOUNT);
        ChangedTables other = changing(ACCOUNT);

        one.confirming(tables -> false);
        other.confirming(this::same);
        assertThat(asked).containsExactly(List.of());

        assertThat(other.changed(tables -> List.of("account"))).containsExactly("account");
        assertThat(other.changed(this::none)).isEmpty();
        assertThat(asked).containsExactly(List.of(), List.of(ACCOUNT));
        assertThat(other.changed(this::none)).isEmpty();
        assertThat(asked).hasSize(2);
    }

    @Test
    void oneThatIsNotSureItselfPassesNothingOn() throws SQLException {
        ChangedTables one = changing(ACCOUNT);
        ChangedTables between = changing(ACCOUNT);
        ChangedTables last = changing(ACCOUNT);

        one.confirming(tables -> {
            between.confirming(this::same);
            return false;
        });
        last.confirming(this::same);
        last.changed(this::none);

        assertThat(asked).containsExactly(List.of(), List.of(), List.of(ACCOUNT));
    }

    @Test
    void anOldSnapshotAsksForItselfAlone() throws SQLException {
        ChangedTables old = changing(ACCOUNT);
        old.seeTheCatalogue(false);
        ChangedTables other = changing(ACCOUNT);

        old.confirming(this::same);
        assertThat(old.changed(this::none)).isEmpty();
        other.confirming(this::same);

        assertThat(asked).containsExactly(List.of(ACCOUNT), List.of(ACCOUNT));
    }

    @Test
    void behindAReturnToASavepointAllIsAskedAgain() throws SQLException {
        ChangedTables one = changing(ACCOUNT);
        changing(ACCOUNT).confirming(this::same);

        one.wentBack();
        one.confirming(this::same);

        assertThat(asked).containsExactly(List.of(ACCOUNT), List.of(ACCOUNT));
    }

    private ChangedTables changing(Stamp... tables) {
        ChangedTables changed = new ChangedTables(confirmations);
        changed.seeTheCatalogue(true);
        for (Stamp table : tables) {
            changed.change(table);
        }
        changed.ran();
        return changed;
    }

    private boolean same(List<Stamp> tables) {
        asked.add(tables);
        return true;
    }

    private List<String> none(List<Stamp> tables) {
        asked.add(tables);
        return List.of();
    }

    private static Stamp stamp(String table) {
        return new Stamp(new StampQuery("SELECT ?", true, Optional.empty()), List.of(table), table, "1");
    }
}
