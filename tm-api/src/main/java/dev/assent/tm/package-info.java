/** The API for applications: it opens global transactions around business code and ends them. */
@NullMarked
package dev.assent.tm;

import org.jspecify.annotations.NullMarked;
