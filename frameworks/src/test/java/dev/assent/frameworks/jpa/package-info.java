/** The shop with Hibernate and Spring Data JPA. */
@NullMarked
package dev.assent.frameworks.jpa;

import org.jspecify.annotations.NullMarked;
