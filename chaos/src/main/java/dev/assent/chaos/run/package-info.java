@NullMarked
package dev.assent.chaos.run;

import org.jspecify.annotations.NullMarked;
