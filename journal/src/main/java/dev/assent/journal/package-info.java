@NullMarked
package dev.assent.journal;

import org.jspecify.annotations.NullMarked;
