@NullMarked
package dev.assent.demo.run;

import org.jspecify.annotations.NullMarked;
