/** Pictures of machines: the states and the ways between them, laid out by ELK and written as SVG. */
@NullMarked
package dev.assent.picture;

import org.jspecify.annotations.NullMarked;
