@NullMarked
package dev.assent.saga.definition;

import org.jspecify.annotations.NullMarked;
