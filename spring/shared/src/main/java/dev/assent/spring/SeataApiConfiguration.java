package dev.assent.spring;

import dev.assent.seata.SeataApi;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionHook;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application that uses the names of Seata's API. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SeataApi.class)
class SeataApiConfiguration {
    @Bean
    static SeataNames assentSeataNames(
            ObjectProvider<GlobalTransactions> transactions,
            ObjectProvider<CoordinatorClient> client,
            ObjectProvider<AssentProperties> properties) {
        return new SeataNames(transactions, client, properties);
    }

    @Bean
    TransactionHook hooksOfSeataNames() {
        return new org.apache.seata.tm.api.transaction.RegisteredHooks();
    }

    @Bean
    TransactionHook hooksOfOlderSeataNames() {
        return new io.seata.tm.api.transaction.RegisteredHooks();
    }
}
