/** What only Spring Boot 4 has: its ways to customize HTTP clients. */
@NullMarked
package dev.assent.spring.boot4;

import org.jspecify.annotations.NullMarked;
