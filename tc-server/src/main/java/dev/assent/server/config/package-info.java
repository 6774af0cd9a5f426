/** The server's settings: options, configuration file, defaults and limits. */
@NullMarked
package dev.assent.server.config;

import org.jspecify.annotations.NullMarked;
