package dev.assent.migration;

import java.io.IOException;

/** Looks at files of one kind. */
interface Reader {
    boolean takes(Application.Entry file);

    void read(Application.Entry file, Findings findings) throws IOException;

    /** After the last file. */
    default void end(Findings findings) {}
}
