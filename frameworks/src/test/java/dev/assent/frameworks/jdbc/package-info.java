/** The shop with Spring's JdbcTemplate. */
@NullMarked
package dev.assent.frameworks.jdbc;

import org.jspecify.annotations.NullMarked;
