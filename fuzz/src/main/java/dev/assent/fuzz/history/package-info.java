/** What concurrent transactions have done and seen, and which promises of AT that breaks. No clock, thread or database. */
@NullMarked
package dev.assent.fuzz.history;

import org.jspecify.annotations.NullMarked;
