/** The command {@code assent demo}. */
@NullMarked
package dev.assent.demo;

import org.jspecify.annotations.NullMarked;
