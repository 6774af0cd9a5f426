@NullMarked
package dev.assent.demo.audit;

import org.jspecify.annotations.NullMarked;
