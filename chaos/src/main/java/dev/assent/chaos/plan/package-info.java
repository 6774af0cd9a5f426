@NullMarked
package dev.assent.chaos.plan;

import org.jspecify.annotations.NullMarked;
