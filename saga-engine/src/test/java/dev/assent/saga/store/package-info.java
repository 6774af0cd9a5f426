@NullMarked
package dev.assent.saga.store;

import org.jspecify.annotations.NullMarked;
