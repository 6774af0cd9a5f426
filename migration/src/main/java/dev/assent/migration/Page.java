package dev.assent.migration;

/** Where the documentation says more. */
enum Page {
    DEPENDENCY("docs/migration.md#the-dependency"),
    NAMES("docs/migration.md#the-names"),
    PROPERTIES("docs/spring.md#from-seatas-starter"),
    ACROSS("docs/spring.md#from-service-to-service"),
    UNDO_ROWS("docs/at.md#rows-that-seatas-clients-wrote"),
    SQL("docs/sql.md"),
    DRY_RUN("docs/spring.md#a-dry-run");

    private final String path;

    Page(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}
