/** Seata's statuses and kinds of branches. */
@NullMarked
package org.apache.seata.core.model;

import org.jspecify.annotations.NullMarked;
