/** The annotations of Seata's API. */
@NullMarked
package org.apache.seata.spring.annotation;

import org.jspecify.annotations.NullMarked;
