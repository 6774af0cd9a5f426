/** The HTTP API for operators. */
@NullMarked
package dev.assent.server.admin;

import org.jspecify.annotations.NullMarked;
