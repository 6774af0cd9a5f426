/** The commands {@code assent server} and {@code assent tx}. */
@NullMarked
package dev.assent.server.cli;

import org.jspecify.annotations.NullMarked;
