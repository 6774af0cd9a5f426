@NullMarked
package dev.assent.saga.builder;

import org.jspecify.annotations.NullMarked;
