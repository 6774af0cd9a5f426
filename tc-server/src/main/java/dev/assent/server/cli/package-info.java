@NullMarked
package dev.assent.server.cli;

import org.jspecify.annotations.NullMarked;
