package dev.assent.migration;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assent migrate check}: what an application on Seata's client has to change. */
@Command(
        name = "check",
        description = {
            "Reads an application that is written for Seata: class files, configuration, libraries, mapper files of MyBatis and SQL in",
            "log files. Reports what works, what is refused and what to change, each with the page of the documentation. It starts nothing and",
            "connects to nothing."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing has to be changed",
            "1:something is refused or has to be changed",
            "2:the options are wrong"
        })
final class CheckCommand implements Callable<Integer> {
    private static final String DATABASES = "postgresql, mariadb, mysql or h2";

    @Parameters(paramLabel = "DIR|JAR", description = "A directory with a built application, or its jar.")
    private Path path = Path.of("");

    @Option(
            names = "--database",
            paramLabel = "KIND",
            description = "The database that the SQL is for: " + DATABASES
                    + ". Default: every one that the configuration names.")
    private @Nullable String database;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(path)
                && !(Files.isRegularFile(path) && path.toString().endsWith(".jar"))) {
            throw new ParameterException(spec.commandLine(), MigrationErrors.notThere(path));
        }
        if (database != null && !Set.of("postgresql", "mariadb", "mysql", "h2").contains(database)) {
            throw new ParameterException(
                    spec.commandLine(), "Expected --database to be %s, but got '%s'".formatted(DATABASES, database));
        }
        Findings findings;
        try {
            findings = look();
        } catch (ZipException e) {
            throw new ParameterException(spec.commandLine(), MigrationErrors.notThere(path), e);
        }
        print(findings, spec.commandLine().getOut());
        return findings.count(Result.CHANGE) + findings.count(Result.REFUSED) == 0 ? 0 : 1;
    }

    private Findings look() throws IOException {
        Findings findings = new Findings();
        Statements statements = new Statements();
        Settings settings = new Settings();
        Classes classes = new Classes(statements);
        List<Reader> readers = List.of(
                new Libraries(), settings, new SeataFiles(), classes, new Mappers(statements), new SqlLogs(statements));
        new Application(path).visit(file -> {
            for (Reader reader : readers) {
                if (reader.takes(file)) {
                    read(reader, file, findings);
                }
            }
        });
        if (!classes.any()) {
            throw new ParameterException(spec.commandLine(), MigrationErrors.notBuilt(path));
        }
        readers.forEach(reader -> reader.end(findings));
        judge(statements, settings.databases(), findings);
        return findings;
    }

    /** A file that cannot be read keeps nothing else from being reported. */
    private static void read(Reader reader, Application.Entry file, Findings findings) {
        try {
            reader.read(file, findings);
        } catch (IOException e) {
            findings.change(
                    file.name(),
                    MigrationErrors.unreadable(file.name(), String.valueOf(e.getMessage())),
                    Page.DEPENDENCY);
        }
    }

    private void judge(Statements statements, Set<String> configured, Findings findings) {
        if (statements.isEmpty()) {
            return;
        }
        Set<String> kinds = database == null ? configured : Set.of(database);
        if (kinds.isEmpty()) {
            findings.change("statements", MigrationErrors.noDatabase(DATABASES), Page.SQL);
        }
        kinds.forEach(kind -> statements.judge(kind, findings));
    }

    private static void print(Findings findings, PrintWriter out) {
        for (Findings.Finding finding : findings.all()) {
            out.printf("%-8s %s%n", finding.result().word(), finding.sentence());
            out.printf(
                    "         at %s; see %s%n",
                    findings.places(finding), finding.page().path());
        }
        out.printf(
                "%d refused, %d to change, %d as they are%n",
                findings.count(Result.REFUSED), findings.count(Result.CHANGE), findings.count(Result.WORKS));
        out.flush();
    }
}
