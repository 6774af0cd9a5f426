/** The saga engine's instances and definitions in a database, and the fence for services. */
@NullMarked
package dev.assent.saga.store;

import org.jspecify.annotations.NullMarked;
