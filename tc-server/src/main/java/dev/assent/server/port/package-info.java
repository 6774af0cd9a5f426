@NullMarked
package dev.assent.server.port;

import org.jspecify.annotations.NullMarked;
