/** One small shop, written with each framework, over the data source. */
@NullMarked
package dev.assent.frameworks;

import org.jspecify.annotations.NullMarked;
