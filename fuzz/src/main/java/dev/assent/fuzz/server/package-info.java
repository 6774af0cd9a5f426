/** Two databases with the same content: one for plain JDBC, one for the data source. */
@NullMarked
package dev.assent.fuzz.server;

import org.jspecify.annotations.NullMarked;
