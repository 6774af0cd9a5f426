/**
 * The durable log. {@link dev.assent.journal.Recovery} reads back what a process left and opens a new epoch's
 * {@link dev.assent.journal.Journal} on a {@link dev.assent.journal.Disk}.
 */
@NullMarked
package dev.assent.journal;

import org.jspecify.annotations.NullMarked;
