/** The undo log: encodes what a branch changed, and restores it after comparing each row. */
@NullMarked
package dev.assent.datasource.undo;

import org.jspecify.annotations.NullMarked;
