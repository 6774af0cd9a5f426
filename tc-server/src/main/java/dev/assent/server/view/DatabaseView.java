package dev.assent.server.view;

import org.jspecify.annotations.Nullable;

/**
 * A name of a database.
 *
 * @param mark of the database that it stands for; null if its resource managers have sent none
 * @param connections that serve it now
 * @param byNameAlone how many of them know no marks, as Seata's
 * @param ordered the mark that the next database of that name is to take, by an operator's order or in the place of a lost one; null
 *     for none
 */
public record DatabaseView(
        String name,
        @Nullable String mark,
        int connections,
        int byNameAlone,
        @Nullable String ordered) {}
