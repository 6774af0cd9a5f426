@NullMarked
package dev.assent.saga.script;

import org.jspecify.annotations.NullMarked;
