@NullMarked
package dev.assent.server;

import org.jspecify.annotations.NullMarked;
