@NullMarked
package dev.assent.demo.process;

import org.jspecify.annotations.NullMarked;
