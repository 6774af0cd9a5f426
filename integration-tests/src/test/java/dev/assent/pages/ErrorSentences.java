package dev.assent.pages;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Finds the codes and their sentences in Java files, as the compiler's own parser sees them. */
final class ErrorSentences extends TreeScanner<Void, Void> {
    private static final Pattern CODE = Pattern.compile("(?:ASN-)?(\\d{4})");
    private static final Pattern CODE_AND_SENTENCE = Pattern.compile("ASN-(\\d{4}): (.+)", Pattern.DOTALL);
    private static final String PLACEHOLDER = "%(?:\\d+\\$)?[-,0-9.]*[sdxXf]";

    private final Map<String, List<String>> found = new TreeMap<>();
    private final Map<String, String> constants = new HashMap<>();
    private @Nullable String code;

    /** The sentences of each code; … stands for what differs from case to case. */
    static Map<String, List<String>> in(List<Path> sources) throws IOException {
        ErrorSentences scanner = new ErrorSentences();
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, error -> {}, null, null, files.getJavaFileObjectsFromPaths(sources));
            scanner.scan(task.parse(), null);
        }
        return scanner.found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        code = null;
        super.visitMethod(method, null);
        if (code != null && !found.containsKey("ASN-" + code)) {
            add(code, "…"); // its sentence is made elsewhere
        }
        return null;
    }

    /** A code may have a name. */
    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
        if (variable.getInitializer() instanceof LiteralTree literal
                && CODE.matcher(text(literal)).matches()) {
            constants.put(variable.getName().toString(), text(literal));
        }
        return super.visitVariable(variable, null);
    }

    @Override
    public Void visitIdentifier(IdentifierTree identifier, Void nothing) {
        note(constants.getOrDefault(identifier.getName().toString(), ""));
        return null;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void nothing) {
        note(text(literal));
        return null;
    }

    @Override
    public Void visitBinary(BinaryTree sum, Void nothing) {
        note(text(sum));
        return null;
    }

    private void note(String text) {
        Matcher both = CODE_AND_SENTENCE.matcher(text);
        if (both.matches()) {
            add(both.group(1), both.group(2));
        } else if (CODE.matcher(text).matches()) {
            code = text.substring(text.length() - 4);
        } else if (code != null && (text.startsWith("Expected ") || text.startsWith("%s. "))) {
            add(code, text);
        }
    }

    private void add(String number, String sentence) {
        String general = sentence.replaceAll(PLACEHOLDER, "…")
                .replace("%n", " ")
                .replace("%%", "%")
                .replaceAll("\\s+", " ")
                .strip();
        List<String> sentences = found.computeIfAbsent("ASN-" + number, key -> new ArrayList<>());
        if (!sentences.contains(general)) {
            sentences.add(general);
        }
    }

    /** What is not text in the source becomes …. */
    private static String text(Tree tree) {
        if (tree instanceof LiteralTree literal) {
            return literal.getValue() instanceof String text ? text : String.valueOf(literal.getValue());
        }
        if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return text(sum.getLeftOperand()) + text(sum.getRightOperand());
        }
        if (tree instanceof ParenthesizedTree inner) {
            return text(inner.getExpression());
        }
        if (tree instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("formatted")) {
            return text(select.getExpression());
        }
        return "…";
    }
}
