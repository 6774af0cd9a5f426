package dev.assent.seata;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The one source of the application, compiled against a client: under the package names that client has. */
final class ShopSource {
    private ShopSource() {}

    static void compile(SeataVersion version, Path classes) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        add(sources, "src", version.packages());
        add(sources, version.hasFence() ? "fenced" : "unfenced", version.packages());
        if (version.playsSagas()) {
            add(sources, "saga", "io.seata");
        }
        compile(sources, version.classPath(), classes);
    }

    /** Compiles every source beneath a directory as it is. */
    static void compile(Path sources, String classPath, Path classes) throws IOException {
        List<JavaFileObject> all = new ArrayList<>();
        add(all, sources, text -> text);
        compile(all, classPath, classes);
    }

    private static void compile(List<JavaFileObject> sources, String classPath, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        List<String> options =
                List.of("--release", "17", "-proc:none", "-parameters", "-cp", classPath, "-d", classes.toString());
        if (!compiler.getTask(complaints, null, null, options, null, sources).call()) {
            throw new IllegalStateException(
                    "Expected the shop to compile against " + classPath + ", but " + complaints);
        }
    }

    private static void add(List<JavaFileObject> sources, String part, String packages) throws IOException {
        add(sources, SeataVersion.driver().resolve(part), text -> text.replace("io.seata.", packages + '.'));
    }

    private static void add(List<JavaFileObject> sources, Path directory, UnaryOperator<String> spelling)
            throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(".java"))::iterator) {
                sources.add(new Source(file.toUri(), spelling.apply(Files.readString(file))));
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(URI file, String text) {
            super(file, Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
