package dev.assent.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
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
import org.junit.platform.testkit.engine.EngineTestKit;

/** The code blocks of docs/testing.md compile as they stand and run: tests as tests, statements within a test. */
final class TestingPageTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final String IMPORTS = """
        import static dev.assent.testkit.Fact.*;
        import static dev.assent.testkit.Message.*;
        import static org.assertj.core.api.Assertions.*;
        import dev.assent.model.*;
        import dev.assent.testkit.*;
        import dev.assent.tm.*;
        import java.sql.*;
        import java.time.Duration;
        import java.util.UUID;
        import javax.sql.DataSource;
        import org.h2.jdbcx.JdbcDataSource;
        import org.junit.jupiter.api.*;
        """;

    private static final String STATEMENTS = """
        @AssentTest
        class Block%d {
            Stock stock;

            @BeforeEach
            void open(AssentKit assent) throws SQLException {
                TestService service = assent.service("stock");
                stock = new Stock(service.transactions(), service.dataSource(h2(
                        "CREATE TABLE item (name VARCHAR(20) PRIMARY KEY, amount INT)", "INSERT INTO item VALUES ('tea', 5)")));
            }

            static DataSource h2(String... statements) throws SQLException {
                JdbcDataSource made = new JdbcDataSource();
                made.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
                for (String each : statements) {
                    update(made, each);
                }
                return made;
            }

            static boolean update(DataSource database, String sql) throws SQLException {
                try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
                    return statement.execute(sql);
                }
            }

            @Test
            void block(%s) throws Exception {
                %s
            }
        }
        """;

    @Test
    void everyBlockRuns(@TempDir Path classes) throws IOException, ClassNotFoundException {
        List<String> tests = new ArrayList<>();
        compile(sources(tests), classes);
        assertThat(tests).hasSizeGreaterThan(5);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            for (String name : tests) {
                EngineTestKit.engine("junit-jupiter")
                        .selectors(selectClass(loader.loadClass(name)))
                        .execute()
                        .testEvents()
                        .assertStatistics(all -> all.failed(0).succeeded(name.equals("StockTest") ? 3 : 1));
            }
        }
    }

    private static void compile(List<JavaFileObject> sources, Path classes) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-classpath", System.getProperty("java.class.path"));
        boolean compiled =
                compiler.getTask(said, null, null, options, null, sources).call();
        assertThat(compiled).as(said.toString()).isTrue();
    }

    /** @param tests gets the names of the classes that are tests */
    private static List<JavaFileObject> sources(List<String> tests) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        Matcher found = BLOCK.matcher(Files.readString(Path.of("..", "docs", "testing.md")));
        while (found.find()) {
            String block = found.group(1);
            if (block.startsWith("@SpringBootTest")) {
                continue; // needs Spring: TestKitTest, which runs with both starters, does the same
            }
            if (block.startsWith("class ")) {
                sources.add(source("Stock", block));
            } else if (block.startsWith("@AssentTest")) {
                sources.add(source("StockTest", block));
                tests.add("StockTest");
            } else {
                String name = "Block" + sources.size();
                // what starts a kit of its own has no other at hand
                String parameters = block.contains("AssentKit assent")
                        ? ""
                        : "AssentKit assent, TestClock clock, TestCoordinator coordinator, TestNetwork network";
                sources.add(source(name, STATEMENTS.formatted(sources.size(), parameters, block)));
                tests.add(name);
            }
        }
        return sources;
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return IMPORTS + text;
            }
        };
    }
}
