package dev.assent.words;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.Name;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The declared names and string literals of Java files, as the compiler's own parser finds them. */
final class JavaPassages extends TreeScanner<Void, Void> {
    private final String file;
    private final CompilationUnitTree unit;
    private final Trees trees;
    private final List<Passage> found = new ArrayList<>();

    private JavaPassages(String file, CompilationUnitTree unit, Trees trees) {
        this.file = file;
        this.unit = unit;
        this.trees = trees;
    }

    /**
     * @param sources the text of each file, by its path
     * @throws IOException if the compiler cannot read a text
     */
    static List<Passage> of(Map<String, String> sources) throws IOException {
        List<Passage> passages = new ArrayList<>();
        sources.forEach((file, source) -> passages.addAll(Comments.of(file, source)));
        List<Source> units = sources.entrySet().stream()
                .map(entry -> new Source(entry.getKey(), entry.getValue()))
                .toList();
        if (!units.isEmpty()) {
            JavacTask task = (JavacTask)
                    ToolProvider.getSystemJavaCompiler().getTask(null, null, error -> {}, null, null, units);
            for (CompilationUnitTree unit : task.parse()) {
                String file = unit.getSourceFile().toUri().getPath().substring(1);
                JavaPassages scanner = new JavaPassages(file, unit, Trees.instance(task));
                scanner.scan(unit, null);
                passages.addAll(scanner.found);
            }
        }
        return passages;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String file, String text) {
            super(URI.create("string:///" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    @Override
    public Void visitPackage(PackageTree tree, Void nothing) {
        add(tree, tree.getPackageName().toString().replace('.', ' '));
        return super.visitPackage(tree, null);
    }

    @Override
    public Void visitClass(ClassTree tree, Void nothing) {
        addName(tree, tree.getSimpleName());
        return super.visitClass(tree, null);
    }

    @Override
    public Void visitMethod(MethodTree tree, Void nothing) {
        addName(tree, tree.getName());
        return super.visitMethod(tree, null);
    }

    @Override
    public Void visitVariable(VariableTree tree, Void nothing) {
        addName(tree, tree.getName());
        return super.visitVariable(tree, null);
    }

    @Override
    public Void visitLiteral(LiteralTree tree, Void nothing) {
        if (tree.getValue() instanceof String text) {
            add(tree, text.replace('\n', ' '));
        }
        return super.visitLiteral(tree, null);
    }

    private void addName(Tree tree, Name name) {
        add(tree, inWords(name.toString()));
    }

    private void add(Tree tree, String text) {
        long start = trees.getSourcePositions().getStartPosition(unit, tree);
        found.add(new Passage(file, (int) unit.getLineMap().getLineNumber(Math.max(0, start)), text));
    }

    /** {@code deliverOutcomeTo} and {@code DELIVER_OUTCOME_TO} become {@code deliver outcome to}. */
    static String inWords(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
