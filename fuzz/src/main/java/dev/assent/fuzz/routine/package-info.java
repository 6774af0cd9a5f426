/** The triggers and functions of H2, which are Java classes. */
@NullMarked
package dev.assent.fuzz.routine;

import org.jspecify.annotations.NullMarked;
