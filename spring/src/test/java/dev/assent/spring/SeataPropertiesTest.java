package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What an application has set for Seata's starter. */
class SeataPropertiesTest {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AssentAutoConfiguration.class))
            .withPropertyValues("assent.doctor=off");

    @Test
    void whatHasAMeaningHereIsUsedWhereOursIsNotSet() {
        runner.withPropertyValues(
                        "seata.service.grouplist.default=tc:8091",
                        "seata.tx-service-group=shops",
                        "seata.applicationId=old",
                        "seata.client.rm.lock.retryTimes=7",
                        "seata.client.tm.default-global-transaction-timeout=5000",
                        "assent.application-id=new")
                .run(context -> {
                    AssentProperties properties = context.getBean(AssentProperties.class);

                    assertThat(properties.coordinator()).isEqualTo("tc:8091");
                    assertThat(properties.transactionServiceGroup()).isEqualTo("shops");
                    assertThat(properties.applicationId()).isEqualTo("new");
                    assertThat(properties.at().lockRetryTimes()).isEqualTo(7);
                    assertThat(properties.transactions().defaultTimeout()).isEqualTo(Duration.ofSeconds(5));
                });
    }

    @Test
    void othersDoNoHarm() {
        runner.withPropertyValues("seata.registry.type=nacos", "assent.coordinator=tc:8091")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void theGroupSaysWhichOfSeveralAddressesCounts() {
        runner.withPropertyValues(
                        "seata.tx-service-group=my_tx_group",
                        "seata.service.vgroup-mapping.my_tx_group=blue",
                        "seata.service.vgroup-mapping.other_tx_group=green",
                        "seata.service.grouplist.blue=tc-blue:8091",
                        "seata.service.grouplist.green=tc-green:8091")
                .run(context -> assertThat(
                                context.getBean(AssentProperties.class).coordinator())
                        .isEqualTo("tc-blue:8091"));
    }

    @Test
    void whatSwitchesSeataOffSwitchesAssentOff() {
        runner.withPropertyValues("seata.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(CoordinatorClient.class));
        runner.withPropertyValues("seata.enabled=false", "assent.enabled=true", "assent.coordinator=tc:8091")
                .run(context -> assertThat(context).hasSingleBean(CoordinatorClient.class));
    }

    @Test
    void anotherModeThanAtStopsTheStart() {
        runner.withPropertyValues("seata.data-source-proxy-mode=XA", "assent.coordinator=tc:8091")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("ASN-4808")
                        .hasMessageContaining("'XA'"));
    }
}
