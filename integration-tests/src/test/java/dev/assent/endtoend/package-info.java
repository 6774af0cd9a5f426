/** Whole applications on a real coordinator and real databases, and the commands that users run. */
@NullMarked
package dev.assent.endtoend;

import org.jspecify.annotations.NullMarked;
