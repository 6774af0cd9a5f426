@NullMarked
package dev.assent.core;

import org.jspecify.annotations.NullMarked;
