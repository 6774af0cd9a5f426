package dev.assent.datasource.branch;

import dev.assent.datasource.plan.Plan.Part;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of one statement. A missing one is left to the driver to complain about. */
public final class BoundParameters {
    public static final BoundParameters NONE = new BoundParameters();

    private final List<@Nullable Parameter> parameters;

    public BoundParameters() {
        this(new ArrayList<>());
    }

    private BoundParameters(List<@Nullable Parameter> parameters) {
        this.parameters = parameters;
    }

    public void set(int index, Parameter parameter) {
        while (parameters.size() < index) {
            parameters.add(null);
        }
        parameters.set(index - 1, parameter);
    }

    public void clear() {
        parameters.clear();
    }

    public BoundParameters copy() {
        return new BoundParameters(new ArrayList<>(parameters));
    }

    /**
     * Some of them.
     *
     * @param first its index, from 1
     */
    BoundParameters part(int first, int count) {
        List<@Nullable Parameter> some = new ArrayList<>();
        for (int index = first; index < first + count; index++) {
            some.add(at(index));
        }
        return new BoundParameters(some);
    }

    boolean isNull(int index) {
        Parameter parameter = at(index);
        return parameter != null && parameter.isNull();
    }

    /** Sets all of them where they were. */
    public void bind(PreparedStatement statement) throws SQLException {
        for (int index = 1; index <= parameters.size(); index++) {
            bind(statement, index, index);
        }
    }

    public void bind(PreparedStatement statement, int from, int to) throws SQLException {
        Parameter parameter = at(from);
        if (parameter != null) {
            parameter.setter().set(statement, to);
        }
    }

    /**
     * Sets the parameters of some of the statement's words, in this order.
     *
     * @param first the index of the first
     * @return the index behind the last
     */
    int bind(PreparedStatement statement, int first, List<Part> parts) throws SQLException {
        int next = first;
        for (Part part : parts) {
            for (int i = 0; i < part.parameters(); i++) {
                bind(statement, part.firstParameter() + i, next++);
            }
        }
        return next;
    }

    private @Nullable Parameter at(int index) {
        return index <= parameters.size() ? parameters.get(index - 1) : null;
    }
}
