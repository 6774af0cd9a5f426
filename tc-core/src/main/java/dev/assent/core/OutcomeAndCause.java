package dev.assent.core;

import dev.assent.model.Cause;
import dev.assent.model.Outcome;

/** What was decided, and by whom. */
public record OutcomeAndCause(Outcome outcome, Cause cause) {}
