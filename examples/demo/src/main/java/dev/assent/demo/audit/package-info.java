/** Compares the contents of the databases with the outcomes that the customers got. */
@NullMarked
package dev.assent.demo.audit;

import org.jspecify.annotations.NullMarked;
