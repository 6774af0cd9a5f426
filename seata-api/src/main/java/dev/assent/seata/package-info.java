/** What stands behind the names of Seata's API, which have a package each for both lines of Seata. */
@NullMarked
package dev.assent.seata;

import org.jspecify.annotations.NullMarked;
