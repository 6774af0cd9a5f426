package dev.assent.saga.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScriptLanguagesTest {
    private final ScriptLanguage upper = new ScriptLanguage() {
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
        ScriptLanguages languages = ScriptLanguages.of(upper);
        assertThat(languages.of("Upper")).contains(upper);
        assertThat(languages.of("groovy")).isEmpty();
    }
}
