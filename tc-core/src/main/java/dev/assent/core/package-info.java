/**
 * The coordinator as a deterministic state machine: commands are decided into events, and events alone change the
 * state.
 */
@NullMarked
package dev.assent.core;

import org.jspecify.annotations.NullMarked;
