@NullMarked
package dev.assent.protocol;

import org.jspecify.annotations.NullMarked;
