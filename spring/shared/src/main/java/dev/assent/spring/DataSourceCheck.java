package dev.assent.spring;

import dev.assent.datasource.AtDataSource;
import dev.assent.model.AssentException;
import dev.assent.model.DatabaseMark;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Whether each data source is proxied once, its database is supported, and its undo table can be used. */
final class DataSourceCheck implements Check {
    private final ListableBeanFactory beans;
    private final DataSourceGuards guards;

    DataSourceCheck(ListableBeanFactory beans, DataSourceGuards guards) {
        this.beans = beans;
        this.guards = guards;
    }

    @Override
    public Stream<Finding> look() {
        List<Finding> found = new ArrayList<>();
        Map<String, List<String>> byDatabase = new LinkedHashMap<>();
        for (DataSourceGuard guard : guards.all()) {
            found.add(look(guard, byDatabase));
        }
        byDatabase.forEach((database, names) -> {
            if (names.size() > 1) {
                found.add(Finding.note(
                        names.get(0),
                        "Data sources " + String.join(", ", names) + " lead to one database (" + database
                                + "); their changes in one transaction are branches of their own."));
            }
        });
        guards.excluded()
                .forEach(name -> found.add(Finding.note(
                        name,
                        "Data source '" + name + "' is excluded; what is changed through it is not rolled back.")));
        beans.getBeansOfType(DataSource.class, false, false).forEach((name, bean) -> {
            if (!isAccountedFor(name, bean)) {
                found.add(
                        Finding.problem(
                                name,
                                "Data source '" + name
                                        + "' takes no part in global transactions, since its bean was made before"
                                        + " Assent could proxy it; do not inject it into a BeanPostProcessor, or wrap it by AtDataSource.wrap."));
            }
        });
        if (found.isEmpty()) {
            found.add(
                    Finding.note(
                            "data sources",
                            "There is no data source bean; this service can begin global transactions and has no branches of its own."));
        }
        return found.stream();
    }

    private boolean isAccountedFor(String name, DataSource bean) {
        if (guards.excluded().contains(name)
                || bean instanceof ProtectedDataSource
                || bean instanceof AbstractRoutingDataSource
                || bean instanceof DelegatingDataSource
                || bean instanceof org.springframework.aop.scope.ScopedObject) {
            return true;
        }
        try {
            return bean instanceof AtDataSource || bean.isWrapperFor(AtDataSource.class);
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    private static Finding look(DataSourceGuard guard, Map<String, List<String>> byDatabase) {
        String name = guard.bean();
        try {
            Optional<AtDataSource> at = guard.at();
            if (at.isEmpty()) {
                return guard.problem()
                        .map(problem -> Finding.problem(name, String.valueOf(problem.getMessage())))
                        .orElseGet(() -> Finding.fine(
                                name, "Data source '" + name + "' stands over another one that takes part."));
            }
            String database = at.get().resource().resourceId();
            byDatabase.computeIfAbsent(database, key -> new ArrayList<>()).add(name);
            Optional<AssentException> undo = at.get().undoTableProblem();
            return undo.map(problem -> Finding.problem(
                            name,
                            "Data source '" + name
                                    + "' has no usable undo table: create it by the script of its database"
                                    + " (docs/at.md), or set assent.at.create-undo-log=true. " + problem.getMessage()))
                    .orElseGet(
                            () -> takesPart(name, database, at.get().resource().mark()));
        } catch (SQLException e) {
            return Finding.problem(
                    name,
                    "Data source '" + name
                            + "' cannot be reached; correct its URL, user or password, or start its database. "
                            + e.getMessage());
        }
    }

    private static Finding takesPart(
            String name, String database, @org.jspecify.annotations.Nullable DatabaseMark mark) {
        return Finding.fine(
                name,
                "Data source '" + name + "' takes part in global transactions as " + database
                        + (mark == null ? "; its mark is made at the first use." : ", marked " + mark + '.'));
    }
}
