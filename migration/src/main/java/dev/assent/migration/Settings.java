package dev.assent.migration;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spring's configuration files: the properties of Seata's starter, and the databases. */
final class Settings implements Reader {
    private static final Pattern FILE = Pattern.compile("(application|bootstrap)(-[^/]+)?\\.(properties|ya?ml)");
    private static final Pattern DATABASE = Pattern.compile("jdbc:(?:p6spy:|log4jdbc:)?([a-z0-9]+):.*");

    private static final Set<String> SUPPORTED = Set.of("postgresql", "mariadb", "mysql", "h2");

    /** Sorted as Spring compares names: letters and digits of each part. */
    private static final Set<String> USED = Set.of(
            "seata.enabled",
            "seata.applicationid",
            "seata.txservicegroup",
            "seata.enableautodatasourceproxy",
            "seata.excludesforautoproxying",
            "seata.client.rm.lock.retryinterval",
            "seata.client.rm.lock.retrytimes",
            "seata.client.undo.logtable",
            "seata.client.tm.defaultglobaltransactiontimeout");

    private static final Set<String> UNREAD_SERIALIZERS = Set.of("kryo", "protostuff", "fst", "fury", "fastjson2");
    private static final Set<String> UNREAD_COMPRESSORS = Set.of("bzip2", "lz4", "zstd", "sevenz");

    private final Set<String> databases = new TreeSet<>();

    @Override
    public boolean takes(Application.Entry file) {
        return FILE.matcher(file.file()).matches();
    }

    /** The kinds of databases that the configuration names and that are supported. */
    Set<String> databases() {
        return databases;
    }

    @Override
    public void read(Application.Entry file, Findings findings) throws IOException {
        properties(file).forEach((key, value) -> {
            if (key.startsWith("seata.")) {
                seatas(file.name(), key, value, findings);
            } else {
                database(file.name(), value, findings);
            }
        });
    }

    private static Map<String, String> properties(Application.Entry file) throws IOException {
        if (!file.file().endsWith(".properties")) {
            return Yaml.properties(file.text());
        }
        Properties read = new Properties();
        read.load(new StringReader(file.text()));
        Map<String, String> all = new LinkedHashMap<>();
        read.stringPropertyNames().stream().sorted().forEach(name -> all.put(name, read.getProperty(name)));
        return all;
    }

    private void database(String place, String value, Findings findings) {
        Matcher url = DATABASE.matcher(value);
        if (!url.matches()) {
            return;
        }
        String kind = url.group(1);
        if (SUPPORTED.contains(kind)) {
            databases.add(kind);
            findings.works(place, "The database is %s.".formatted(kind), Page.SQL);
        } else {
            findings.refused(
                    place,
                    "The database is %s: Assent's client does not know it; leave Seata's client in this service, or exclude the data source."
                            .formatted(kind),
                    Page.DEPENDENCY);
        }
    }

    private static void seatas(String place, String key, String value, Findings findings) {
        String name = key.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
        String said = value.toLowerCase(Locale.ROOT);
        if (USED.contains(name) || name.startsWith("seata.service.vgroupmapping.")) {
            findings.works(place + ": " + key, "Properties of Seata's starter that are used.", Page.PROPERTIES);
        } else if (name.startsWith("seata.service.grouplist.")) {
            address(place, key, value, findings);
        } else if (List.of("seata.registry.type", "seata.config.type").contains(name) && !said.equals("file")) {
            findings.change(
                    place,
                    "The property %s is %s, which is not asked: name the coordinator by assent.coordinator=host:port, and put the settings into Spring's properties."
                            .formatted(key, value),
                    Page.PROPERTIES);
        } else if (name.equals("seata.datasourceproxymode") && !said.equals("at")) {
            findings.refused(
                    place,
                    "The property %s is %s: Assent's client does mode AT; leave Seata's client in this service, or remove the property."
                            .formatted(key, value),
                    Page.DEPENDENCY);
        } else if (name.equals("seata.service.disableglobaltransaction") && said.equals("true")) {
            findings.change(
                    place,
                    "The property %s switches Seata off: set assent.enabled=false instead.".formatted(key),
                    Page.PROPERTIES);
        } else if (!undo(place, name, said, findings)) {
            findings.works(
                    place + ": " + key,
                    "Properties of Seata's starter that have no effect and may stay.",
                    Page.PROPERTIES);
        }
    }

    private static void address(String place, String key, String value, Findings findings) {
        if (value.matches(".*[,;].*")) {
            findings.change(
                    place,
                    "The property %s names several addresses: name the one coordinator.".formatted(key),
                    Page.PROPERTIES);
        } else {
            findings.works(place + ": " + key, "Properties of Seata's starter that are used.", Page.PROPERTIES);
        }
    }

    private static boolean undo(String place, String name, String said, Findings findings) {
        boolean unread = (name.equals("seata.client.undo.logserialization") && UNREAD_SERIALIZERS.contains(said))
                || (name.equals("seata.client.undo.compress.type") && UNREAD_COMPRESSORS.contains(said));
        if (unread) {
            findings.change(
                    place,
                    "Undo rows are written with %s, which Assent's client does not read: end the open transactions before the service is moved."
                            .formatted(said),
                    Page.UNDO_ROWS);
        }
        return unread;
    }
}
