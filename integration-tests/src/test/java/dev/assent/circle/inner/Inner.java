package dev.assent.circle.inner;

import dev.assent.circle.Outer;
import java.util.List;

public record Inner(List<Outer> outers) {}
