/** Data sources by Seata's name. */
@NullMarked
package org.apache.seata.rm.datasource;

import org.jspecify.annotations.NullMarked;
