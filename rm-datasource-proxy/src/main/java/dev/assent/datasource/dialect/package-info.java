/** What differs from database to database, one class each: how its SQL reads, its names, types and statements. */
@NullMarked
package dev.assent.datasource.dialect;

import org.jspecify.annotations.NullMarked;
