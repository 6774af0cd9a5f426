package dev.assent.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.assent.architecture.Predicates.IMMUTABLE_TABLE_OR_VALUE;
import static dev.assent.architecture.Predicates.UNREPEATABLE;
import static dev.assent.architecture.Predicates.isBehindSeatasNames;
import static dev.assent.architecture.Predicates.isXidBinding;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.assent.circle.Outer;
import dev.assent.circle.inner.Inner;
import dev.assent.core.RuleViolations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the house is built (see ARCHITECTURE.md), for all modules at once. */
@AnalyzeClasses(
        packages = "dev.assent",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTheParser.class})
final class ArchitectureTest {
    private static final String[] CORE = {"dev.assent.model..", "dev.assent.core.."};

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("dev.assent.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theModelKnowsOnlyItselfAndPlainJava = onlyPlainJavaAnd("dev.assent.model");

    @ArchTest
    static final ArchRule theCoreKnowsOnlyTheModelAndPlainJava =
            onlyPlainJavaAnd("dev.assent.core", "dev.assent.model");

    private static ArchRule onlyPlainJavaAnd(String... own) {
        String[] plain = {
            "java.lang", "java.util", "java.util.function", "java.util.stream", "java.time", "org.jspecify.annotations"
        };
        return classes()
                .that()
                .resideInAPackage(own[0] + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        Stream.concat(Stream.of(own), Stream.of(plain)).toArray(String[]::new));
    }

    @ArchTest
    static final ArchRule theCoreRepeatsItself =
            noClasses().that().resideInAnyPackage(CORE).should().accessTargetWhere(UNREPEATABLE);

    @ArchTest
    static final ArchRule theJournalIsPlainJava = classes()
            .that()
            .resideInAPackage("dev.assent.journal..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.assent.journal..", "java..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule theProtocolOpensNoSockets = noClasses()
            .that()
            .resideInAPackage("dev.assent.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.channel..", "io.netty.handler..", "java.net..", "java.nio.channels..");

    @ArchTest
    static final ArchRule noCodeSleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class);

    /** A virtual thread that waits within {@code synchronized} keeps its carrier thread up to JDK 23. */
    @Test
    void whatRunsInApplicationsLocksWithoutMonitors() throws IOException {
        for (String module :
                List.of("model", "protocol", "client", "tm-api", "rm-datasource-proxy", "seata-api", "spring/shared")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                assertThat(files.filter(file -> file.toString().endsWith(".java")))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(file).content().doesNotContainPattern("\\bsynchronized\\b"));
            }
        }
    }

    @ArchTest
    static final ArchRule noStaticState = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(SYNTHETIC) // an enum's own table
            .and(isXidBinding().negate())
            .and(isBehindSeatasNames().negate())
            .should()
            .beFinal()
            .andShould(IMMUTABLE_TABLE_OR_VALUE);

    @ArchTest
    static void modulesDependOneWay(JavaClasses all) {
        Modules.RULES.forEach(rule -> rule.check(all));
    }

    @ArchTest
    static void everyModuleHasItsPlace(JavaClasses all) {
        assertThat(all.stream().map(JavaClass::getPackageName).map(Modules::of))
                .isSubsetOf(Modules.NAMES)
                .contains("model", "protocol", "core", "journal", "server", "client", "tm", "datasource");
    }

    /** Its classes are not ours. */
    static final class WithoutTheParser implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/dev/assent/shaded/");
        }
    }

    /** A rule that has never failed may be one that cannot. */
    @Test
    void theRulesBite() {
        assertThat(broken(packagesFormNoCycles, Outer.class, Inner.class)).contains("dev.assent.circle.inner");
        assertThat(broken(theCoreKnowsOnlyTheModelAndPlainJava))
                .contains("AtomicLong", "java.io.File", "java.net.URI", "java.nio.file.Path", "XidContext");
        assertThat(broken(theCoreRepeatsItself))
                .contains("System.nanoTime", "System.currentTimeMillis", "Instant.now", "Clock.systemUTC")
                .contains("Math.random", "Random.<init>", "UUID.randomUUID", "Thread.<init>")
                .contains("File.<init>", "URI.create", "Path.of")
                .contains("Set.of", "Map.of", "HashMap.<init>", "Collectors.toSet");
        assertThat(broken(noCodeSleeps)).contains("Thread.sleep");
        assertThat(broken(noStaticState))
                .contains(
                        "RuleViolations.LIST",
                        "RuleViolations.SHARED",
                        "RuleViolations.ARRAY",
                        "RuleViolations.ATOMIC",
                        "RuleViolations.TEXT",
                        "RuleViolations.CELL")
                .contains("RuleViolations.BOUND", "RuleViolations.counter")
                .doesNotContain("RuleExamples");
        assertThat(Modules.RULES.stream().map(rule -> broken(rule)).toList())
                .anySatisfy(details -> assertThat(details).contains("XidContext"));
    }

    private static String broken(ArchRule rule) {
        return broken(rule, RuleViolations.class);
    }

    private static String broken(ArchRule rule, Class<?>... sinners) {
        ClassFileImporter importer = new ClassFileImporter();
        JavaClasses classes = importer.importClasses(Stream.concat(
                        Stream.of(sinners), Stream.of(sinners).flatMap(c -> Stream.of(c.getDeclaredClasses())))
                .toArray(Class<?>[]::new));
        List<String> details =
                rule.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails();
        return String.join("\n", details);
    }
}
