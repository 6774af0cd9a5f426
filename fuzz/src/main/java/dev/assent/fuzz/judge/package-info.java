/** Runs one transaction on both databases and compares them. */
@NullMarked
package dev.assent.fuzz.judge;

import org.jspecify.annotations.NullMarked;
