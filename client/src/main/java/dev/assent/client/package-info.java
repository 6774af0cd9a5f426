@NullMarked
package dev.assent.client;

import org.jspecify.annotations.NullMarked;
