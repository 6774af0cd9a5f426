@NullMarked
package dev.assent.chaos.wire;

import org.jspecify.annotations.NullMarked;
