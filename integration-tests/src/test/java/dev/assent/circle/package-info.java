/** Two packages that need each other, for the architecture rules to find. */
@NullMarked
package dev.assent.circle;

import org.jspecify.annotations.NullMarked;
