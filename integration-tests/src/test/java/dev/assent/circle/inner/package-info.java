/** Two packages that need each other, for the architecture rules to find. */
@NullMarked
package dev.assent.circle.inner;

import org.jspecify.annotations.NullMarked;
