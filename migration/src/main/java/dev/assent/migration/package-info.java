/** Reads an application that is written for Seata and says what will work, what is refused and what to change. */
@NullMarked
package dev.assent.migration;

import org.jspecify.annotations.NullMarked;
