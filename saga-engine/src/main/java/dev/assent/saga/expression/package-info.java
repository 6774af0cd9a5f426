/** The expressions of definitions: they read values, within limits, and do nothing else. */
@NullMarked
package dev.assent.saga.expression;

import org.jspecify.annotations.NullMarked;
