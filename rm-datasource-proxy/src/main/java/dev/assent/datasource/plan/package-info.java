/** What a statement is, said once per text: the rows it names, the columns it changes, or why it is refused. */
@NullMarked
package dev.assent.datasource.plan;

import org.jspecify.annotations.NullMarked;
