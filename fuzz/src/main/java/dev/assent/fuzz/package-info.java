/** The command {@code ./assent fuzz-sql}: random transactions through the AT data source, compared with plain JDBC. */
@NullMarked
package dev.assent.fuzz;

import org.jspecify.annotations.NullMarked;
