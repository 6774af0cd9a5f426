@NullMarked
package dev.assent.simulation;

import org.jspecify.annotations.NullMarked;
