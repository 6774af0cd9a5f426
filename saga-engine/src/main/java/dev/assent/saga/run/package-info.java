/** One saga as a pure state machine: {@code (Run, Event)} gives a transition to store and the effects that follow it. */
@NullMarked
package dev.assent.saga.run;

import org.jspecify.annotations.NullMarked;
