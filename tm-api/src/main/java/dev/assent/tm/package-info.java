@NullMarked
package dev.assent.tm;

import org.jspecify.annotations.NullMarked;
