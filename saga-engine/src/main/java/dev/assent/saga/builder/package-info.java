/** Machines written in Java: method references and typed variables, checked by the compiler, that become the same definition. */
@NullMarked
package dev.assent.saga.builder;

import org.jspecify.annotations.NullMarked;
