package dev.assent.spring;

import dev.assent.datasource.AtDataSource;
import dev.assent.seata.SeataApi;
import dev.assent.tm.GlobalTransactions;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Lets the static names of Seata's API work with the beans of this application context, before any of its beans is made and
 * until it is closed.
 */
final class SeataNames implements BeanFactoryPostProcessor, DisposableBean {
    private final ObjectProvider<GlobalTransactions> transactions;
    private final ObjectProvider<CoordinatorClient> client;
    private final ObjectProvider<AssentProperties> properties;
    private SeataApi.@Nullable Connection connection;

    SeataNames(
            ObjectProvider<GlobalTransactions> transactions,
            ObjectProvider<CoordinatorClient> client,
            ObjectProvider<AssentProperties> properties) {
        this.transactions = transactions;
        this.client = client;
        this.properties = properties;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        connection = SeataApi.connect(transactions::getObject, client::getObject, this::protect);
    }

    /** For a pool that an application wraps by itself and that is no bean. */
    private DataSource protect(DataSource pool) throws SQLException {
        CoordinatorClient coordinator = client.getObject();
        AtDataSource over =
                new AtDataSource(pool, coordinator, properties.getObject().at().options());
        coordinator.register(over.resource());
        return over;
    }

    @Override
    public void destroy() {
        if (connection != null) {
            connection.close();
        }
    }
}
