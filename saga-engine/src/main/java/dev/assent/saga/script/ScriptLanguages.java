package dev.assent.saga.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The script languages that an engine has. Immutable. */
public final class ScriptLanguages {
    private final Map<String, ScriptLanguage> byType;

    private ScriptLanguages(Iterable<ScriptLanguage> languages) {
        Map<String, ScriptLanguage> all = new LinkedHashMap<>();
        languages.forEach(each -> all.put(each.type(), each));
        this.byType = Map.copyOf(all);
    }

    /** The languages of the artifacts on the class path; empty if none was added. */
    public static ScriptLanguages found() {
        return new ScriptLanguages(ServiceLoader.load(ScriptLanguage.class, ScriptLanguage.class.getClassLoader()));
    }

    /** These languages, whatever is on the class path. */
    public static ScriptLanguages of(ScriptLanguage... languages) {
        return new ScriptLanguages(List.of(languages));
    }

    /**
     * The language of a {@code ScriptType}; empty if there is no such language.
     *
     * @param type in any case
     */
    public Optional<ScriptLanguage> of(String type) {
        return Optional.ofNullable(byType.get(type.toLowerCase(Locale.ROOT)));
    }
}
