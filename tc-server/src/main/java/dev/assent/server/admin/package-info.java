@NullMarked
package dev.assent.server.admin;

import org.jspecify.annotations.NullMarked;
