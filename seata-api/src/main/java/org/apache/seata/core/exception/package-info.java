/** The checked exception of Seata's API. */
@NullMarked
package org.apache.seata.core.exception;

import org.jspecify.annotations.NullMarked;
