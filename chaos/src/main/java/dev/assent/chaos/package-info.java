/** The command {@code assent chaos}. */
@NullMarked
package dev.assent.chaos;

import org.jspecify.annotations.NullMarked;
