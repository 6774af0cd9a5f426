@NullMarked
package dev.assent.datasource.table;

import org.jspecify.annotations.NullMarked;
