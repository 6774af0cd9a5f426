@NullMarked
package dev.assent.seata;

import org.jspecify.annotations.NullMarked;
