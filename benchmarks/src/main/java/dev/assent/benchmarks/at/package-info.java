/** Purchases over two databases: plainly, with the work of undo logging alone, in AT mode, and as others make them. */
@NullMarked
package dev.assent.benchmarks.at;

import org.jspecify.annotations.NullMarked;
