package dev.assent.testkit;

/** How a test names services and resources. */
final class Names {
    private Names() {}

    /** A database may go by the last part of its name: {@code stock} for {@code jdbc:h2:mem:stock}. */
    static boolean match(String name, String service, String resource) {
        return name.equals(service)
                || name.equals(resource)
                || resource.endsWith(':' + name)
                || resource.endsWith('/' + name);
    }

    static String required(String what, String name) {
        if (name.isBlank()) {
            throw KitErrors.blankName(what);
        }
        return name;
    }
}
