/** The rules of the architecture, for all modules at once. */
@NullMarked
package dev.assent.architecture;

import org.jspecify.annotations.NullMarked;
