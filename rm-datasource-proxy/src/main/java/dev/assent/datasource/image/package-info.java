/** Reads the rows that a statement changes, before and after it. */
@NullMarked
package dev.assent.datasource.image;

import org.jspecify.annotations.NullMarked;
