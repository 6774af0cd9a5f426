@NullMarked
package dev.assent.testkit;

import org.jspecify.annotations.NullMarked;
