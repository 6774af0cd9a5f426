/** The AT data source: it runs statements, records how to undo them, and registers branches at the local commit. */
@NullMarked
package dev.assent.datasource;

import org.jspecify.annotations.NullMarked;
