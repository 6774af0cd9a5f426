@NullMarked
package dev.assent.endtoend;

import org.jspecify.annotations.NullMarked;
