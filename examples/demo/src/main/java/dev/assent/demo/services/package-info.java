@NullMarked
package dev.assent.demo.premises;

import org.jspecify.annotations.NullMarked;
