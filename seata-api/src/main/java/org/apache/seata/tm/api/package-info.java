/** Global transactions by the names of Seata's API. */
@NullMarked
package org.apache.seata.tm.api;

import org.jspecify.annotations.NullMarked;
