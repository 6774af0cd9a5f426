package dev.assent.seata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Names of Seata's API against Seata's own classes: what an application may call there is here as well, with the same types,
 * except what docs/migration.md leaves out.
 */
class SeataSignaturesTest {
    private static final Set<String> LEFT_OUT = Set.of(
            "core.context.RootContext HIDDEN_KEY_BRANCH_TYPE",
            "core.context.RootContext HIDDEN_KEY_XID",
            "core.context.RootContext KEY_BRANCHID",
            "core.context.RootContext KEY_BRANCH_TYPE",
            "core.context.RootContext KEY_GLOBAL_LOCK_FLAG",
            "core.context.RootContext KEY_TIMEOUT",
            "core.context.RootContext MDC_KEY_BRANCH_ID",
            "core.context.RootContext VALUE_GLOBAL_LOCK_FLAG",
            "core.context.RootContext Integer getTimeout()",
            "core.context.RootContext void setTimeout(Integer)",
            "core.context.RootContext Map entries()",
            "core.context.RootContext void bindBranchType(BranchType)",
            "core.context.RootContext BranchType unbindBranchType()",
            "core.context.RootContext void setDefaultBranchType(BranchType)",
            "core.exception.TransactionExceptionCode FailedLockGlobalTranscation",
            "core.exception.TransactionExceptionCode TransactionExceptionCode get(byte)",
            "core.exception.TransactionExceptionCode TransactionExceptionCode get(int)",
            // it is a data source and no resource of Seata's
            "rm.datasource.DataSourceProxy new(DataSource, String)",
            "rm.datasource.DataSourceProxy BranchType getBranchType()",
            "rm.datasource.DataSourceProxy ConnectionProxy getConnection()",
            "rm.datasource.DataSourceProxy ConnectionProxy getConnection(String, String)",
            "rm.datasource.DataSourceProxy String getDbType()",
            "rm.datasource.DataSourceProxy String getKernelVersion()",
            "rm.datasource.DataSourceProxy String getVersion()",
            "rm.datasource.DataSourceProxy String getResourceGroupId()",
            "rm.datasource.DataSourceProxy String getResourceId()",
            "rm.datasource.DataSourceProxy String getVariableValue(String)",
            "rm.datasource.DataSourceProxy void tableMetaRefreshEvent()",
            // inherited here
            "tm.api.transaction.NoRollbackRule DEFAULT_NO_ROLLBACK_RULE",
            "tm.api.transaction.NoRollbackRule String toString()",
            "tm.api.transaction.NoRollbackRule boolean equals(Object)",
            "tm.api.transaction.NoRollbackRule int hashCode()");

    @Test
    void whatIsHereIsAsInTheLastReleaseOfEitherPackage() throws Exception {
        Set<String> missing = new TreeSet<>();
        for (SeataVersion version : List.of(SeataVersion.V1_8_0, SeataVersion.V2_5_0)) {
            try (URLClassLoader theirs = loader(version.classPath());
                    URLClassLoader ours = loader(Starter.OURS.classPath())) {
                for (String name : names(version.packages())) {
                    Set<String> here = members(ours.loadClass(name));
                    members(theirs.loadClass(name)).stream()
                            .filter(member -> !here.contains(member))
                            .map(member -> name.replace(version.packages() + '.', "") + " " + member)
                            .forEach(missing::add);
                }
            }
        }
        assertThat(missing).containsExactlyInAnyOrderElementsOf(LEFT_OUT);
    }

    /** Without a parent but the JDK: the class path of the test has our classes, too. */
    private static URLClassLoader loader(String classPath) {
        URL[] urls = Stream.of(classPath.split(File.pathSeparator, -1))
                .map(SeataSignaturesTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the classes that we have in this package and that are not ours alone. */
    private static List<String> names(String packages) throws IOException {
        Path sources = Path.of("..", "seata-api", "src", "main", "java");
        try (Stream<Path> files = Files.walk(sources.resolve("org/apache/seata"))) {
            return files.map(file -> sources.relativize(file).toString())
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.replace(".java", "").replace(File.separatorChar, '.'))
                    .filter(name -> !name.endsWith("package-info")
                            && !name.endsWith("SeataAnnotations")
                            && !name.endsWith("RegisteredHooks")
                            && !name.endsWith("DefaultGlobalTransaction"))
                    .map(name -> name.replace("org.apache.seata", packages))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> members(Class<?> type) {
        Stream<String> methods = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isOpen(method.getModifiers()) && !method.isSynthetic())
                .map(SeataSignaturesTest::method);
        Stream<String> constructors = Arrays.stream(type.getDeclaredConstructors())
                .filter(each -> isOpen(each.getModifiers()) && !type.isEnum())
                .map(SeataSignaturesTest::constructor);
        Stream<String> fields = Arrays.stream(type.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(Field::getName);
        return Stream.of(methods, constructors, fields).flatMap(each -> each).collect(Collectors.toSet());
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers);
    }

    private static String method(Method method) {
        return method.getReturnType().getSimpleName() + ' ' + method.getName() + types(method.getParameterTypes());
    }

    private static String constructor(Constructor<?> constructor) {
        return "new" + types(constructor.getParameterTypes());
    }

    private static String types(Class<?>[] types) {
        return Arrays.stream(types)
                .map(Class::getSimpleName)
                .map(Objects::requireNonNull)
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
