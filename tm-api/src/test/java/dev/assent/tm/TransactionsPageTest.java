package dev.assent.tm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code blocks of docs/transactions.md compile as they stand, with a shop around them. */
final class TransactionsPageTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final String PLACE = """
        import dev.assent.client.*;
        import dev.assent.model.*;
        import dev.assent.tm.*;
        import java.lang.reflect.*;
        import java.time.*;
        import java.util.*;
        import java.util.concurrent.*;

        abstract class Block%d {
            interface Stock { void reserve(String item, int amount); boolean isEmpty(); }
            interface Accounts { void pay(long customer, int price); }
            interface Orders { long create(long customer, String item, int amount); void note(String text); }
            static class MailFailed extends RuntimeException {}
            AssentClient client; Stock stock; Accounts accounts; Orders orders; Object shop;
            List<String> items; String item; int amount; int price; long customer;
            %s
        }
        """;

    @Test
    void everyBlockCompiles(@TempDir Path classes) throws IOException {
        List<JavaFileObject> blocks = blocks();
        assertThat(blocks).hasSizeGreaterThan(8);
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        StringWriter said = new StringWriter();
        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-d",
                                classes.toString(),
                                "-classpath",
                                System.getProperty("java.class.path")),
                        null,
                        blocks)
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
    }

    private static List<JavaFileObject> blocks() throws IOException {
        List<JavaFileObject> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(Files.readString(Path.of("..", "docs", "transactions.md")));
        while (found.find()) {
            blocks.add(source(blocks.size(), found.group(1)));
        }
        return blocks;
    }

    private static JavaFileObject source(int number, String block) {
        boolean makesManager = block.contains("GlobalTransactions transactions =");
        String member = block.startsWith("class ")
                ? block
                : (makesManager ? "" : "GlobalTransactions transactions;") + "void block() throws Exception {" + block
                        + "}";
        String text = PLACE.formatted(number, member);
        return new SimpleJavaFileObject(URI.create("string:///Block" + number + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
