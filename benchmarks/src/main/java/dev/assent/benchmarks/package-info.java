@NullMarked
package dev.assent.benchmarks;

import org.jspecify.annotations.NullMarked;
