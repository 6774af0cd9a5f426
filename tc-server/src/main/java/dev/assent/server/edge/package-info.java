@NullMarked
package dev.assent.server.edge;

import org.jspecify.annotations.NullMarked;
