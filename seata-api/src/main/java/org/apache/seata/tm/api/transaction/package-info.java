/** What Seata's API knows of a global transaction beside its handle. */
@NullMarked
package org.apache.seata.tm.api.transaction;

import org.jspecify.annotations.NullMarked;
