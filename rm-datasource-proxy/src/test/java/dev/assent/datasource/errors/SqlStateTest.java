package dev.assent.datasource.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.AssentException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SqlStateTest {
    @Test
    void everyKindOfErrorHasOne() {
        assertThat(Arrays.stream(SqlState.values()).<Class<?>>map(SqlState::kind))
                .containsExactlyInAnyOrder(AssentException.class.getPermittedSubclasses());
    }

    @Test
    void theErrorCrossesWithItsCodeAndItself() {
        AssentException ours = DataSourceErrors.noPrimaryKey("log");

        Throwable theirs = SqlState.of(ours);

        assertThat(theirs)
                .hasMessage(
                        "ASN-4303: Expected table log to have a primary key, or a unique one without nulls, by which its"
                                + " rows are locked and restored, but it has none. Add one; where Hibernate maps a collection to"
                                + " it, use a Set or @OrderColumn.")
                .extracting("SQLState")
                .isEqualTo("25000");
        assertThat(theirs.getCause()).isSameAs(ours);
    }
}
