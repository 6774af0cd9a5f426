/** The shop with jOOQ. */
@NullMarked
package dev.assent.frameworks.jooq;

import org.jspecify.annotations.NullMarked;
