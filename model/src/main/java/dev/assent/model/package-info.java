/** The terms that all modules share: ids, statuses, lock keys and the four kinds of error. */
@NullMarked
package dev.assent.model;

import org.jspecify.annotations.NullMarked;
