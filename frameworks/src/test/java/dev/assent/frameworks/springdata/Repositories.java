package dev.assent.frameworks.springdata;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration
@EnableJdbcRepositories
class Repositories extends AbstractJdbcConfiguration {
    @Bean
    NamedParameterJdbcOperations jdbc(DataSource database) {
        return new NamedParameterJdbcTemplate(database);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource database) {
        return new DataSourceTransactionManager(database);
    }
}
