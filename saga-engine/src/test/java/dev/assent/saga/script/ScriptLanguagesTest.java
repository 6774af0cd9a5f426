package dev.assent.saga.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScriptLanguagesTest {
    private static final ScriptLanguage UPPER = new ScriptLanguage() {
        @Override
        public String type() {
            return "upper";
        }

        @Override
        public @Nullable Object run(String script, Map<String, ? extends @Nullable Object> variables) {
            return variables.get(script);
        }
    };

    @Test
    void noLanguageIsThereUnlessItIsAdded() {
        assertThat(ScriptLanguages.found().of("groovy")).isEmpty();
    }

    @Test
    void aLanguageIsFoundByItsTypeInAnyCase() {
        ScriptLanguages languages = ScriptLanguages.of(UPPER);
        assertThat(languages.of("Upper")).contains(UPPER);
        assertThat(languages.of("groovy")).isEmpty();
    }
}
