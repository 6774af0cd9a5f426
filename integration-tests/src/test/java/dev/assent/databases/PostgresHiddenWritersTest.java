package dev.assent.databases;

import dev.assent.datasource.HiddenWritersContract;
import dev.assent.datasource.errors.Refusal;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedServers.class)
final class PostgresHiddenWritersTest extends HiddenWritersContract {
    private final DataSource target;

    PostgresHiddenWritersTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @BeforeEach
    void createWriter() throws SQLException {
        run(
                "CREATE FUNCTION wr(int) RETURNS int LANGUAGE plpgsql AS"
                        + " 'BEGIN INSERT INTO entry (account, note) VALUES (1, ''wr''); RETURN $1; END'",
                "CREATE FUNCTION plain(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1'");
    }

    @Test
    void aCheckOrADefaultOfADomain() throws SQLException {
        run(
                "CREATE DOMAIN checked AS int CHECK (wr(value) > 0)",
                "CREATE DOMAIN deeper AS checked",
                "CREATE DOMAIN preset AS int DEFAULT wr(1)",
                "CREATE TABLE a (id int PRIMARY KEY, v checked)",
                "CREATE TABLE b (id int PRIMARY KEY, v deeper)",
                "CREATE TABLE c (id int PRIMARY KEY, v preset)");
        refused("INSERT INTO a VALUES (1, 1)", "wr");
        refused("INSERT INTO b VALUES (1, 1)", "wr");
        refused("INSERT INTO c (id) VALUES (1)", "wr");
        refused("SELECT 1::checked", "checked");
        refused("SELECT CAST(1 AS deeper)", "deeper");
    }

    @Test
    void oneHarmlessFunctionDoesNotHideAnother() throws SQLException {
        run(
                "CREATE FUNCTION zz(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN $1; END'",
                "CREATE TABLE a (id int PRIMARY KEY, v int DEFAULT wr(1), w int DEFAULT zz(1), x int DEFAULT plain(1))");
        refused("INSERT INTO a (id) VALUES (1)", "wr");
    }

    @Test
    void anAggregateOfAWriter() throws SQLException {
        run(
                "CREATE FUNCTION step(int, int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN wr($1); END'",
                "CREATE FUNCTION calm(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2'",
                "CREATE AGGREGATE summed(int) (SFUNC = step, STYPE = int, INITCOND = '0')",
                "CREATE AGGREGATE calmly(int) (SFUNC = calm, STYPE = int, INITCOND = '0')");
        refused("SELECT summed(id) FROM account", "summed");
        undone("UPDATE account SET balance = (SELECT calmly(item) FROM stock) WHERE id = 1");
    }

    @Test
    void aStableFunctionThatCallsAWriter() throws SQLException {
        run(
                "CREATE FUNCTION calls(int) RETURNS int LANGUAGE plpgsql STABLE AS 'BEGIN RETURN wr($1); END'",
                "CREATE FUNCTION farther(int) RETURNS int LANGUAGE sql STABLE AS 'SELECT calls($1)'",
                "CREATE FUNCTION built(int) RETURNS int LANGUAGE plpgsql STABLE AS"
                        + " 'DECLARE r int; BEGIN EXECUTE ''SELECT w'' || ''r(1)'' INTO r; RETURN r; END'");
        run("CREATE FUNCTION preset(int DEFAULT wr(1)) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1'");
        refused("SELECT preset()", "preset");
        refused("SELECT calls(1)", "calls");
        refused("SELECT farther(1)", "farther");
        refused("SELECT built(1)", "built");
        undone("UPDATE account SET balance = plain(5) WHERE id = 1");
    }

    @Test
    void aFunctionOfARowIsCalledWithoutBrackets() throws SQLException {
        run("CREATE FUNCTION shout(account) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN wr(1); END'");
        refused("SELECT a.shout FROM account a", "shout");
        refused("SELECT (a).shout FROM account a", "shout");
        refused("UPDATE account SET balance = account.shout WHERE id = 1", "shout");
    }

    @Test
    void anOperator() throws SQLException {
        run(
                "CREATE FUNCTION joined(int, int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN wr($1); END'",
                "CREATE OPERATOR <+> (FUNCTION = joined, LEFTARG = int, RIGHTARG = int)");
        refused("SELECT 1 <+> 2", "<+>");
        refused("SELECT 1<+>2", "<+>");
        refused("SELECT 1 OPERATOR(public.<+>) 2", "<+>");
        refused("UPDATE account SET balance = id <+> 1", "<+>");
        undone("UPDATE account SET balance = id + 1 WHERE id < 3");
    }

    /** Signs that begin a name, or quote one, on other databases. */
    @ParameterizedTest
    @ValueSource(strings = {"@@@", "<@+", "``", "`", "#", "@?", "?!", "!@"})
    void anOperatorOfAnySigns(String operator) throws SQLException {
        run(
                "CREATE FUNCTION joined(int, int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN wr($1); END'",
                "CREATE OPERATOR public." + operator + " (FUNCTION = joined, LEFTARG = int, RIGHTARG = int)");
        refused("SELECT 1 " + operator + " 2", operator);
        refused("SELECT id" + operator + " id FROM account", operator);
        refused("SELECT 1 " + operator.replace("?", "??") + " 2 WHERE 1 = 1", operator);
    }

    @Test
    void nothingIsHiddenBetweenTwoSignsThatQuoteElsewhere() throws SQLException {
        run(
                "CREATE FUNCTION joined(int, int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN 1; END'",
                "CREATE OPERATOR ` (FUNCTION = joined, LEFTARG = int, RIGHTARG = int)");
        refused("SELECT 1 ` wr(1) ` 2", "wr");
    }

    @Test
    void aConversion() throws SQLException {
        run(
                "CREATE TYPE coin AS (cents int)",
                "CREATE FUNCTION minted(int) RETURNS coin LANGUAGE plpgsql AS 'BEGIN RETURN ROW(wr($1)); END'",
                "CREATE CAST (int AS coin) WITH FUNCTION minted(int) AS ASSIGNMENT",
                "CREATE TABLE a (id int PRIMARY KEY, v coin)");
        refused("SELECT 1::coin", "coin");
        refused("INSERT INTO a VALUES (1, 1)", "minted");
        refused("UPDATE a SET v = 1", "minted");
    }

    @Test
    void aPolicy() throws SQLException {
        run(
                "CREATE TABLE a (id int PRIMARY KEY)",
                "ALTER TABLE a ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY p ON a USING (wr(id) > 0)");
        refused("SELECT * FROM a", "a");
    }

    @Test
    void aViewOfAViewAndAGeneratedColumn() throws SQLException {
        run(
                "CREATE FUNCTION says(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN wr($1); END'",
                "CREATE TABLE a (id int PRIMARY KEY, v int, w int GENERATED ALWAYS AS (says(v)) STORED)",
                "CREATE TABLE b (id int PRIMARY KEY, v int)",
                "CREATE INDEX ON b (says(v))",
                "CREATE VIEW loud AS SELECT wr(1) AS v",
                "CREATE VIEW louder AS SELECT * FROM loud");
        refused("SELECT * FROM louder", "louder");
        refused("INSERT INTO a VALUES (1, 1)", "says");
        refused("INSERT INTO b VALUES (1, 1)", "says");
    }

    @Test
    void aPartitionIsReachedInOtherWays() throws SQLException {
        run(
                "CREATE TABLE parted (id int, v int, PRIMARY KEY (id)) PARTITION BY RANGE (id)",
                "CREATE TABLE low PARTITION OF parted FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE child (id int PRIMARY KEY, p int REFERENCES low ON DELETE CASCADE)",
                "CREATE TABLE other (id int PRIMARY KEY, p int REFERENCES parted ON DELETE CASCADE)",
                "INSERT INTO parted VALUES (1, 1)",
                "INSERT INTO child VALUES (1, 1)");
        refused(Refusal.CASCADE, "DELETE FROM parted WHERE id = 1", "");
        refused(Refusal.CASCADE, "DELETE FROM low WHERE id = 1", "");
        run("DROP TABLE other");
        refused(Refusal.CASCADE, "DELETE FROM parted WHERE id = 1", "child");
        run("DROP TABLE child", "CREATE TABLE other (id int PRIMARY KEY, p int REFERENCES parted ON DELETE CASCADE)");
        refused(Refusal.CASCADE, "DELETE FROM low WHERE id = 1", "other");
    }

    @Test
    void aRowThatMovesIsDeletedAndInserted() throws SQLException {
        run(
                "CREATE TABLE parted (id int PRIMARY KEY, v int) PARTITION BY RANGE (id)",
                "CREATE TABLE low PARTITION OF parted FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE high PARTITION OF parted FOR VALUES FROM (100) TO (200)",
                "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM wr(1); RETURN NULL; END'",
                "CREATE TRIGGER goes AFTER DELETE ON low FOR EACH ROW EXECUTE FUNCTION noted()",
                "INSERT INTO parted VALUES (1, 1)");
        refused(Refusal.TRIGGER, "UPDATE parted SET id = 150 WHERE id = 1", "goes");
    }
}
