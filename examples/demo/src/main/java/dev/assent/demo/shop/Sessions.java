package dev.assent.demo.shop;

import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** Sets up MyBatis without XML. */
final class Sessions {
    private Sessions() {}

    static SqlSessionFactory over(DataSource database, Class<?> mapper) {
        Configuration configuration =
                new Configuration(new Environment(mapper.getSimpleName(), new JdbcTransactionFactory(), database));
        configuration.addMapper(mapper);
        return new SqlSessionFactoryBuilder().build(configuration);
    }
}
