package dev.assent.migration;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the classes of the application use of Seata's, and the SQL among their constants. */
final class Classes implements Reader {
    private static final Pattern SEATA = Pattern.compile("(?:org/apache/seata|io/seata)/.*");
    /** A sentence may begin with the word, too. */
    private static final Pattern STATEMENT = Pattern.compile(
            "\\s*(?:insert\\s(?:\\w+\\s+)?into|update\\s.+\\sset|delete\\s(?:\\w+\\s+)?from|merge\\s+into|replace\\s+into)\\s.*"
                    + "|\\s*\\{?[?=\\s]*call\\s+[\\w.]+\\s*\\(.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** By the end of a class name, in either package. */
    private static final Map<String, String> INSTEAD = Map.of(
            "GlobalTransactionScanner", "remove the bean, the starter proxies what is annotated",
            "FailureHandler", "use a TransactionHook bean of Assent's API",
            "DefaultFailureHandlerImpl", "use a TransactionHook bean of Assent's API",
            "DataSourceProxyXA", "leave Seata's client in a service that needs XA",
            "SeataWebMvcConfigurer", "remove it, the starter carries the xid",
            "TransactionPropagationInterceptor", "remove it, the starter carries the xid",
            "SeataAutoConfiguration", "remove it, assent.enabled=false switches everything off");

    private static final Set<String> STAYING = Set.of("rm/tcc/", "saga/", "rm/fence/", "rocketmq/", "integration/");

    private final Statements statements;
    private final Set<String> working = new TreeSet<>();
    private boolean any;

    Classes(Statements statements) {
        this.statements = statements;
    }

    /** Whether the application has classes at all. */
    boolean any() {
        return any;
    }

    @Override
    public boolean takes(Application.Entry file) {
        return file.name().endsWith(".class") && !SEATA.matcher(file.name()).matches();
    }

    @Override
    public void read(Application.Entry file, Findings findings) throws IOException {
        any = true;
        ConstantPool pool = ConstantPool.read(new DataInputStream(new ByteArrayInputStream(file.bytes())));
        String place = file.name().replaceFirst("^(BOOT-INF|WEB-INF)/classes/", "");
        pool.classes().filter(name -> SEATA.matcher(name).matches()).forEach(name -> use(place, name, findings));
        pool.members()
                .filter(member -> SEATA.matcher(member.owner()).matches())
                .forEach(member -> call(place, member, findings));
        pool.texts().filter(text -> STATEMENT.matcher(text).matches()).forEach(text -> statements.ofClass(place, text));
    }

    @Override
    public void end(Findings findings) {
        working.forEach(name -> findings.works(name, "Names of Seata's API that are used and are there.", Page.NAMES));
    }

    private void use(String place, String name, Findings findings) {
        String dotted = name.replace('/', '.');
        if (ours(name) != null) {
            working.add(dotted);
            return;
        }
        String simple = name.substring(name.lastIndexOf('/') + 1);
        String inside = name.replaceFirst("^(org/apache/seata|io/seata)/", "");
        if (INSTEAD.containsKey(simple)) {
            findings.change(place, "%s is not there: %s.".formatted(dotted, INSTEAD.get(simple)), Page.NAMES);
        } else if (STAYING.stream().anyMatch(inside::startsWith)) {
            findings.refused(
                    place, "%s is not there: leave Seata's client in this service.".formatted(dotted), Page.NAMES);
        } else {
            findings.change(place, "%s is not there: write it without.".formatted(dotted), Page.NAMES);
        }
    }

    private static void call(String place, ConstantPool.Member member, Findings findings) {
        Class<?> type = ours(member.owner());
        if (type != null && !has(type, member.name())) {
            findings.change(
                    place,
                    "%s.%s is not there: write it without."
                            .formatted(member.owner().replace('/', '.'), member.name()),
                    Page.NAMES);
        }
    }

    /** Also of a supertype: methods of every object among them. */
    private static boolean has(Class<?> type, String name) {
        return name.equals("<init>")
                || Stream.concat(
                                Stream.concat(
                                                Arrays.stream(type.getMethods()),
                                                Arrays.stream(Object.class.getMethods()))
                                        .map(java.lang.reflect.Method::getName),
                                Arrays.stream(type.getFields()).map(java.lang.reflect.Field::getName))
                        .anyMatch(name::equals);
    }

    /** The class of assent-seata-api; null if it has none of that name. */
    private static @Nullable Class<?> ours(String name) {
        try {
            return Class.forName(name.replace('/', '.'), false, Classes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }
}
