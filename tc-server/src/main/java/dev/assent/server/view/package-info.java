@NullMarked
package dev.assent.server.view;

import org.jspecify.annotations.NullMarked;
