package dev.assent.migration;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code registry.conf} and {@code file.conf}, which Seata's client reads beside Spring. */
final class SeataFiles implements Reader {
    private static final List<String> NAMES = List.of("registry.conf", "file.conf", "seata.conf");
    private static final Pattern ADDRESS = Pattern.compile("grouplist\\s*=\\s*\"([^\"]+)\"");

    @Override
    public boolean takes(Application.Entry file) {
        return NAMES.contains(file.file());
    }

    @Override
    public void read(Application.Entry file, Findings findings) throws IOException {
        Matcher address = ADDRESS.matcher(file.text());
        String named = address.find() && !address.group(1).matches(".*[,;].*") ? address.group(1) : "host:port";
        findings.change(
                file.name(),
                "%s is not read: set assent.coordinator=%s among Spring's properties, and remove the file."
                        .formatted(file.file(), named),
                Page.PROPERTIES);
    }
}
