/** The faces of JDBC: connection, statements and parameters that look at what is executed. */
@NullMarked
package dev.assent.datasource.jdbc;

import org.jspecify.annotations.NullMarked;
