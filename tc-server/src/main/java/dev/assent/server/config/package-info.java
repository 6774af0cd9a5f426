@NullMarked
package dev.assent.server.config;

import org.jspecify.annotations.NullMarked;
