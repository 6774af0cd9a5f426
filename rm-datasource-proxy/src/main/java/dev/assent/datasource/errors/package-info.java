/** The error sentences of the data source, and the reasons why a statement is refused. */
@NullMarked
package dev.assent.datasource.errors;

import org.jspecify.annotations.NullMarked;
