@NullMarked
package dev.assent.saga.expression;

import org.jspecify.annotations.NullMarked;
