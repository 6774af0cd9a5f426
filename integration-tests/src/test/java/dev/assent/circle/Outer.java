package dev.assent.circle;

import dev.assent.circle.inner.Inner;

public record Outer(Inner inner) {}
