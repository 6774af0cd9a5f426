@NullMarked
package dev.assent.saga.groovy;

import org.jspecify.annotations.NullMarked;
