package dev.assent.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlTest {
    @Test
    void mappingsListsCommentsAndDocumentsBecomeProperties() {
        assertThat(Yaml.properties("""
                        # of the shop
                        spring.datasource:
                          url: "jdbc:h2:mem:a" # with a comment
                        seata:
                          service:
                            grouplist:
                              default: tc:8091
                          excludes-for-auto-proxying:
                            - a.B
                            - 'c.D'
                        ---
                        seata.tx-service-group: 'shops'
                        """))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "spring.datasource.url", "jdbc:h2:mem:a",
                        "seata.service.grouplist.default", "tc:8091",
                        "seata.excludes-for-auto-proxying", "a.B,c.D",
                        "seata.tx-service-group", "shops"));
    }
}
