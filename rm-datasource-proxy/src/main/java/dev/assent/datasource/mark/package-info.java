/** The mark by which a database is known, whatever its address: kept as a row of the database's own data. */
@NullMarked
package dev.assent.datasource.mark;

import org.jspecify.annotations.NullMarked;
