/** Starts the shop of {@code examples/shop}: three Spring Boot services and a coordinator, a process each. */
@NullMarked
package dev.assent.shop;

import org.jspecify.annotations.NullMarked;
