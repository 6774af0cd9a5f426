/** The saga engine: runs machines of Seata's state language, durably. */
@NullMarked
package dev.assent.saga;

import org.jspecify.annotations.NullMarked;
