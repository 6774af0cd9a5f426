/** What the thread works for, by Seata's name. */
@NullMarked
package org.apache.seata.core.context;

import org.jspecify.annotations.NullMarked;
