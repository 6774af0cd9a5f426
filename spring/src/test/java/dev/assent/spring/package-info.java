/** Applications with a starter, on the versions that their Spring Boot manages. */
@NullMarked
package dev.assent.spring;

import org.jspecify.annotations.NullMarked;
