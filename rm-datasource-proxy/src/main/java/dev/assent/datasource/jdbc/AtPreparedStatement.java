package dev.assent.datasource.jdbc;

import dev.assent.client.XidContext;
import dev.assent.datasource.branch.BoundParameters;
import dev.assent.datasource.branch.CopiedRows;
import dev.assent.datasource.branch.Execution;
import dev.assent.datasource.branch.KeyRequest;
import dev.assent.datasource.branch.Parameter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link AtStatement}. The generated keys it returns were fixed when it was prepared. */
final class AtPreparedStatement extends ForwardingParameters {
    private final AtConnection connection;
    private final PreparedStatement driver;
    private final String sql;
    private final BoundParameters parameters = new BoundParameters();
    private final List<BoundParameters> batch = new ArrayList<>();
    private @Nullable CopiedRows keys;

    AtPreparedStatement(AtConnection connection, PreparedStatement driver, String sql) {
        super(driver);
        this.connection = connection;
        this.driver = driver;
        this.sql = sql;
    }

    @Override
    void keep(int index, Parameter parameter) throws SQLException {
        parameter.setter().set(driver, index);
        parameters.set(index, parameter);
    }

    @Override
    public void clearParameters() throws SQLException {
        driver.clearParameters();
        parameters.clear();
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return connection.executor().execute(execution(parameters, true, driver::executeQuery));
    }

    @Override
    public boolean execute() throws SQLException {
        return connection.executor().execute(execution(parameters, false, driver::execute));
    }

    @Override
    public int executeUpdate() throws SQLException {
        return connection.executor().execute(execution(parameters, false, driver::executeUpdate));
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return connection.executor().execute(execution(parameters, false, driver::executeLargeUpdate));
    }

    @Override
    public void addBatch() throws SQLException {
        driver.addBatch();
        batch.add(parameters.copy());
    }

    @Override
    public void clearBatch() throws SQLException {
        driver.clearBatch();
        batch.clear();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return XidContext.current().isEmpty() ? outside(driver::executeBatch) : Batch.ints(inside());
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return XidContext.current().isEmpty() ? outside(driver::executeLargeBatch) : inside();
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return keys == null ? driver.getGeneratedKeys() : keys.resultSet();
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : super.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || super.isWrapperFor(type);
    }

    /** A second run binds again what the first may have used up, such as a stream. */
    private <T> Execution<T> execution(BoundParameters bound, boolean query, Batch.Whole<T> run) {
        forgetKeys();
        return new Execution<>(
                sql,
                bound,
                driver,
                query,
                new KeyRequest.None(),
                new Execution.Run<>() {
                    private boolean again = bound != parameters;

                    @Override
                    public T with(KeyRequest fixed) throws SQLException {
                        if (again) {
                            bound.bind(driver);
                        }
                        again = true;
                        return run.execute();
                    }
                },
                read -> keys = read.behind(keys));
    }

    private <T> T outside(Batch.Whole<T> whole) throws SQLException {
        forgetKeys();
        batch.clear();
        connection.executor().outside(sql);
        return whole.execute();
    }

    private long[] inside() throws SQLException {
        List<Execution<Long>> executions = batch.stream()
                .map(bound -> execution(bound, false, () -> (long) driver.executeUpdate()))
                .toList();
        clearBatch();
        try {
            return new Batch(connection.executor(), executions, this::forgetKeys).run();
        } finally {
            parameters.bind(driver);
        }
    }

    private void forgetKeys() {
        keys = null;
    }
}
