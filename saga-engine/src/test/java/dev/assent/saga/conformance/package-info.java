/** Compares the engine with what a Seata engine did with the same machines. */
@NullMarked
package dev.assent.saga.conformance;

import org.jspecify.annotations.NullMarked;
