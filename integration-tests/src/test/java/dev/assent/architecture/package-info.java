@NullMarked
package dev.assent.architecture;

import org.jspecify.annotations.NullMarked;
