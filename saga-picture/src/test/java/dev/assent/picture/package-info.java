@NullMarked
package dev.assent.picture;

import org.jspecify.annotations.NullMarked;
