@NullMarked
package dev.assent.datasource.undo;

import org.jspecify.annotations.NullMarked;
