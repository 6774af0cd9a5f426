/** What a machine is: the states that its JSON or its builder describes, checked when it is read. */
@NullMarked
package dev.assent.saga.definition;

import org.jspecify.annotations.NullMarked;
