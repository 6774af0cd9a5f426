@NullMarked
package dev.assent.saga;

import org.jspecify.annotations.NullMarked;
