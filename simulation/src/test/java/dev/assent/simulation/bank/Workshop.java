package dev.assent.simulation.bank;

import static java.util.stream.Collectors.joining;

import dev.assent.simulation.bank.Mutant.Change;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes a mutant's classes from the sources of the product. */
final class Workshop {
    private static final Map<String, String> MODULES = Map.of(
            "model", "model", "core", "tc-core", "journal", "journal", "server", "tc-server", "protocol", "protocol");
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Path directory;

    /** @param directory for class files */
    Workshop(Path directory) {
        this.directory = directory;
    }

    /** The file as the mutant has it. */
    static String source(Mutant mutant) {
        String source = read(file(mutant.type()));
        for (Change change : mutant.changes()) {
            source = changed(mutant, source, change);
        }
        return source;
    }

    /** Returns the directory of the changed class files. */
    Path make(Mutant mutant) {
        Text source = new Text(mutant.type(), source(mutant));
        Path classes = directory.resolve(mutant.id());
        StringWriter said = new StringWriter();
        try {
            Files.createDirectories(classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> options =
                List.of("-d", classes.toString(), "-classpath", CLASS_PATH, "-proc:none", "-nowarn", "-parameters");
        boolean compiled = compiler.getTask(said, null, null, options, null, List.of(source))
                .call();
        if (!compiled) {
            throw new IllegalStateException("Expected mutant " + mutant + " to compile, but: " + said);
        }
        return classes;
    }

    private static Path file(String type) {
        String module = MODULES.get(type.substring(0, type.indexOf('.')));
        return Path.of("..", String.valueOf(module), "src/main/java/dev/assent", type.replace('.', '/') + ".java");
    }

    private static String changed(Mutant mutant, String source, Change change) {
        Matcher found = pattern(change.snippet()).matcher(source);
        List<MatchResult> all = found.results().toList();
        if (all.size() != 1) {
            throw new IllegalStateException("Expected the snippet of mutant " + mutant + " once in " + mutant.type()
                    + ", but it stands there " + all.size() + " times: " + change.snippet());
        }
        return source.substring(0, all.get(0).start())
                + change.replacement()
                + source.substring(all.get(0).end());
    }

    /** Any space or line break for a space: the formatter may break lines anew. */
    private static Pattern pattern(String snippet) {
        return Pattern.compile(
                Arrays.stream(snippet.strip().split("\\s+")).map(Pattern::quote).collect(joining("\\s+")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String type, String text) {
            super(URI.create("string:///dev/assent/" + type.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
