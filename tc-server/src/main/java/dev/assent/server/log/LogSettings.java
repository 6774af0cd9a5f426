package dev.assent.server.log;

/**
 * The settings of the server's own log. They stand at no place where Logback looks by itself: an application that has this
 * jar on its class path keeps its own.
 */
public final class LogSettings {
    private static final String PROPERTY = "logback.configurationFile";

    private LogSettings() {}

    /** For a program of ours, before its first logger is made. Settings that the system property names already stay. */
    public static void use() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, "dev/assent/server/logback.xml");
        }
    }
}
