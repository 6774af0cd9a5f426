/** Local transactions that respect the locks of global ones, by Seata's name. */
@NullMarked
package org.apache.seata.rm;

import org.jspecify.annotations.NullMarked;
