@NullMarked
package dev.assent.server.record;

import org.jspecify.annotations.NullMarked;
