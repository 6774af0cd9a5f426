/** The coordinator as a pure state machine: commands are decided, facts are applied, obligations are read off the state. */
@NullMarked
package dev.assent.core;

import org.jspecify.annotations.NullMarked;
