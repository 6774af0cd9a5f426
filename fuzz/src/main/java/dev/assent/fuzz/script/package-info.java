/** A random transaction as plain data, which can be shown, run and made smaller. */
@NullMarked
package dev.assent.fuzz.script;

import org.jspecify.annotations.NullMarked;
