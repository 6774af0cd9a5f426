package dev.assent.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What counts as unrepeatable, and what as immutable. */
final class Predicates {
    /** Whole classes, or single methods of an otherwise welcome class. The last ones are hash order in disguise. */
    private static final Set<String> BANNED = Set.of(
            "java.lang.System",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Runtime",
            "java.lang.ProcessBuilder",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.UUID.randomUUID",
            "java.util.Timer",
            "java.util.Date",
            "java.util.Scanner",
            "java.time.Clock",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.WeakHashMap",
            "java.util.Set.of",
            "java.util.Set.copyOf",
            "java.util.Map.of",
            "java.util.Map.ofEntries",
            "java.util.Map.copyOf",
            "java.util.stream.Collectors.toSet",
            "java.util.stream.Collectors.toUnmodifiableSet",
            "java.util.stream.Collectors.toMap",
            "java.util.stream.Collectors.toUnmodifiableMap",
            "java.util.stream.Collectors.groupingBy");

    static final DescribedPredicate<JavaAccess<?>> UNREPEATABLE =
            describe("whose answer may differ from run to run", access -> {
                String owner = access.getTargetOwner().getName();
                return BANNED.contains(owner)
                        || BANNED.contains(owner + "." + access.getName())
                        || (owner.startsWith("java.time.") && access.getName().equals("now"))
                        || Stream.of("java.io.", "java.net.", "java.nio.file.").anyMatch(owner::startsWith);
            });

    /** Values of others that cannot change, or whose changes have no effect on others. */
    private static final Set<String> VALUES = Set.of(
            "java.lang.String",
            "java.lang.Class",
            "java.util.regex.Pattern",
            "org.slf4j.Logger",
            "io.grpc.Metadata$Key",
            "com.fasterxml.jackson.databind.ObjectReader",
            "com.fasterxml.jackson.databind.ObjectWriter",
            "dev.assent.protocol.Codec");

    static final ArchCondition<JavaField> IMMUTABLE_TABLE_OR_VALUE =
            ArchCondition.from(describe("be an immutable value or table", Predicates::isConstant));

    private Predicates() {}

    /** Static, because frameworks hand over a thread, not an object. */
    static DescribedPredicate<JavaField> isXidBinding() {
        return describe(
                "the thread's xid binding",
                field -> field.getFullName().equals("dev.assent.client.XidContext.CURRENT"));
    }

    /** Seata's API is static, so what stands behind it is too. */
    static DescribedPredicate<JavaField> isBehindSeatasNames() {
        return describe(
                "what stands behind Seata's names",
                field -> field.getFullName().equals("dev.assent.seata.SeataApi.CONNECTED"));
    }

    /**
     * A value; a private array of values, which is taken for a table; or a collection that no constructor or
     * concurrent class had a part in when its class was initialised, so that it came from {@code List.of} and its like.
     */
    private static boolean isConstant(JavaField field) {
        JavaClass type = field.getRawType();
        if (type.isArray()) {
            return field.getModifiers().contains(JavaModifier.PRIVATE) && isValue(type.getComponentType());
        }
        if (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class)) {
            return type.isInterface() && !makesCollections(field.getOwner());
        }
        return isValue(type);
    }

    private static boolean isValue(JavaClass type) {
        return type.isPrimitive()
                || type.isEnum()
                || type.getPackageName().equals("java.time")
                || VALUES.contains(type.getName())
                || (type.getPackageName().startsWith("dev.assent.") && !type.isInterface() && hasOnlyFinalFields(type));
    }

    /** As a record has. */
    private static boolean hasOnlyFinalFields(JavaClass type) {
        return type.getAllFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL) && !isAtomic(field));
    }

    private static boolean isAtomic(JavaField field) {
        return field.getRawType().getPackageName().startsWith("java.util.concurrent.atomic");
    }

    private static boolean makesCollections(JavaClass owner) {
        return owner.getStaticInitializer().stream()
                .flatMap(initializer -> initializer.getAccessesFromSelf().stream())
                .anyMatch(access -> (access.getName().equals("<init>") && isCollection(access.getTargetOwner()))
                        || access.getTargetOwner().getPackageName().startsWith("java.util.concurrent"));
    }

    private static boolean isCollection(JavaClass type) {
        return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    }
}
