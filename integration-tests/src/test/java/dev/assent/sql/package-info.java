/** Every form of SQL on every database: what is accepted, as docs/sql.md shows it. */
@NullMarked
package dev.assent.sql;

import org.jspecify.annotations.NullMarked;
