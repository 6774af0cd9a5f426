/** The shop with Spring Data JDBC. */
@NullMarked
package dev.assent.frameworks.springdata;

import org.jspecify.annotations.NullMarked;
