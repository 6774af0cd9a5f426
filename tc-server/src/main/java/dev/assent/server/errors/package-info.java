/** The error sentences and log sentences of the server. */
@NullMarked
package dev.assent.server.errors;

import org.jspecify.annotations.NullMarked;
