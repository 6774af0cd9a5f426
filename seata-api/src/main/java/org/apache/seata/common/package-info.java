/** What Seata's API keeps in this package. */
@NullMarked
package org.apache.seata.common;

import org.jspecify.annotations.NullMarked;
