/** The pages of the documentation that are written from the sources, or that the sources must agree with. */
@NullMarked
package dev.assent.pages;

import org.jspecify.annotations.NullMarked;
