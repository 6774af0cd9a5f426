@NullMarked
package dev.assent.server.errors;

import org.jspecify.annotations.NullMarked;
