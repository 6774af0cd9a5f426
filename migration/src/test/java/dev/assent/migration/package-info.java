@NullMarked
package dev.assent.migration;

import org.jspecify.annotations.NullMarked;
