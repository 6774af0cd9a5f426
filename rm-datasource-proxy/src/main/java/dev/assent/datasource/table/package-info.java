/** The databases' catalogues and dialects: tables, columns, keys and identifiers. */
@NullMarked
package dev.assent.datasource.table;

import org.jspecify.annotations.NullMarked;
