@NullMarked
package dev.assent.server.loop;

import org.jspecify.annotations.NullMarked;
