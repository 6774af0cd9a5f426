/** The coordinator of the demo as a process of its own. */
@NullMarked
package dev.assent.demo.coordinator;

import org.jspecify.annotations.NullMarked;
