@NullMarked
package dev.assent.demo.coordinator;

import org.jspecify.annotations.NullMarked;
