/** Measures coordinator and client, always beside a reference in the same run; see docs/benchmarks.md. */
@NullMarked
package dev.assent.benchmarks;

import org.jspecify.annotations.NullMarked;
