package dev.assent.datasource.dialect;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Makes the name of a database from the URL it was dialled with. Names are shown to people and to other services, so no
 * credentials stay in them, and each process makes the same one after every start.
 */
final class DatabaseUrl {
    private static final String H2 = "jdbc:h2:";
    private static final String FILE = "file:";

    /** {@code user:password@} before a host. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=//|,)[^,/@(]*@");
    /** {@code user=…} and the like in the lists of pairs that MySQL's drivers take for a host. */
    private static final Pattern SECRET_PAIR = Pattern.compile(
            "([(,])[^=,()]*(?:user|pass|pwd|secret|token|key)[^=,()]*=[^,)]*", Pattern.CASE_INSENSITIVE);

    private DatabaseUrl() {}

    /** The URL up to its first parameter, without user names and passwords. */
    static String withoutCredentials(String url) {
        String address = USER_INFO.matcher(cut(url, '?')).replaceAll("");
        int host = address.indexOf("//");
        int at = address.lastIndexOf('@');
        if (host >= 0 && at > host) { // a password with a slash
            address = address.substring(0, host + 2) + address.substring(at + 1);
        }
        return SECRET_PAIR
                .matcher(address)
                .replaceAll(match -> match.group(1).equals("(") ? "(" : "")
                .replace("(,", "(")
                .replace("()", "");
    }

    /** A database in a file is named by the absolute path, whatever directory the process was started in. */
    static String h2(String url) {
        String address = cut(url, ';');
        String rest = address.startsWith(H2) ? address.substring(H2.length()) : "";
        String path = rest.startsWith(FILE) ? rest.substring(FILE.length()) : rest;
        boolean otherKind = path.equals(rest) && path.indexOf(':') > 1; // mem:, tcp:; a drive has one letter
        if (path.isEmpty() || otherKind) {
            return address;
        }
        String whole = path.startsWith("~") ? System.getProperty("user.home") + path.substring(1) : path;
        return H2 + FILE + Path.of(whole).toAbsolutePath().normalize();
    }

    private static String cut(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
