/** What only Spring Boot 3 has: its ways to customize HTTP clients. */
@NullMarked
package dev.assent.spring.boot3;

import org.jspecify.annotations.NullMarked;
