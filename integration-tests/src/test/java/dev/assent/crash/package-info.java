@NullMarked
package dev.assent.crash;

import org.jspecify.annotations.NullMarked;
