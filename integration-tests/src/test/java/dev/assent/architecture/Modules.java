package dev.assent.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;

/** Which module may know which: what follows the colon, and itself. A module that is not here has no place yet. */
final class Modules {
    private static final String TABLE = """
            model:
            protocol:   model
            core:       model
            journal:
            server:     model protocol core journal
            client:     model protocol
            tm:         model client
            datasource: model client shaded
            shaded:
            grpc:       model client
            embedded:   model protocol journal server client
            saga:       model client embedded
            seata:      model client tm datasource
            testkit:    model protocol core journal server client tm datasource embedded
            spring:     model client tm datasource grpc embedded seata testkit
            migration:  model server datasource seata
            picture:    model client saga server
            simulation: model protocol core journal server
            demo:       model protocol core journal server client tm datasource
            chaos:      model protocol core journal server client tm datasource demo
            fuzz:       model protocol core journal server client tm datasource demo
            """;

    static final List<String> NAMES =
            TABLE.lines().map(row -> row.split(":", -1)[0]).toList();

    static final List<ArchRule> RULES = TABLE.lines().map(Modules::rule).toList();

    private Modules() {}

    /** {@code dev.assent.server.loop} is of module {@code server}. */
    static String of(String packageName) {
        return packageName.split("\\.", -1)[2];
    }

    private static ArchRule rule(String row) {
        String[] names = row.replace(":", "").split(" +", -1);
        String[] allowed = Arrays.stream(names)
                .filter(name -> !name.isEmpty())
                .map(name -> "dev.assent." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(allowed[0])
                .should()
                .dependOnClassesThat(resideInAPackage("dev.assent..")
                        .and(resideInAnyPackage(allowed).negate()))
                .allowEmptyShould(true); // everyModuleHasItsPlace looks that there are some
    }
}
