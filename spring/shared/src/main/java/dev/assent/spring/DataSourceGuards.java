package dev.assent.spring;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data source beans of an application: which take part in global transactions, and which do not. Safe for many threads. */
public final class DataSourceGuards {
    private static final Logger log = LoggerFactory.getLogger(DataSourceGuards.class);

    private final List<DataSourceGuard> guards = new CopyOnWriteArrayList<>();
    private final Map<String, DataSource> leftAlone = new ConcurrentSkipListMap<>();
    private final StatementReport report = new StatementReport();

    /** A bean that is made again, as in a scope that is refreshed, takes the place of the old one. */
    void add(DataSourceGuard guard) {
        guards.removeIf(old -> old.bean().equals(guard.bean()));
        guards.add(guard);
    }

    void leftAlone(String bean, DataSource source) {
        leftAlone.put(bean, source);
    }

    /** Whether it is excluded, under whatever name. */
    boolean isLeftAlone(DataSource source) {
        return leftAlone.values().stream().anyMatch(each -> each == source);
    }

    /** In the order in which the beans were made. */
    public List<DataSourceGuard> all() {
        return List.copyOf(guards);
    }

    /** Connects each once, so that outcomes of branches that an earlier run has left are delivered here. */
    void connectAll() {
        for (DataSourceGuard guard : guards) {
            try {
                guard.at();
            } catch (SQLException e) {
                log.warn(
                        "data source '{}' cannot be reached now ({}); outcomes of its branches are delivered here after its first connection",
                        guard.bean(),
                        e.getMessage());
            }
        }
    }

    /** What the application has sent so far, in a dry run; empty outside of one. */
    public StatementReport report() {
        return report;
    }

    /** Names of data source beans that are excluded. */
    public List<String> excluded() {
        return List.copyOf(leftAlone.keySet());
    }
}
