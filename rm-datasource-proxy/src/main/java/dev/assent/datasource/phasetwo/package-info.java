/** Commits and rolls back branches when the coordinator delivers an outcome. */
@NullMarked
package dev.assent.datasource.phasetwo;

import org.jspecify.annotations.NullMarked;
