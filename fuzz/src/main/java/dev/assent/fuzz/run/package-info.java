/** Runs many transactions, finds a short script for each failure and writes the report. */
@NullMarked
package dev.assent.fuzz.run;

import org.jspecify.annotations.NullMarked;
