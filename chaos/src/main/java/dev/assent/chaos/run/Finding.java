package dev.assent.chaos.run;

/** A promise that was broken, and how. */
record Finding(Promise promise, String sentence) {}
