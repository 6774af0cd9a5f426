package dev.assent.server.view;

import java.util.List;

/** All names of databases that are known, in the order in which they became known. */
public record DatabaseList(List<DatabaseView> resources) {
    public DatabaseList {
        resources = List.copyOf(resources);
    }
}
