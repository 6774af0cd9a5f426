package dev.assent.core;

import dev.assent.model.Cause;
import dev.assent.model.Outcome;

/** What was decided, and by whom. */
public record Verdict(Outcome outcome, Cause cause) {}
