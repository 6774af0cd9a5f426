/** What Seata's applications say of their data sources. */
@NullMarked
package org.apache.seata.spring.annotation.datasource;

import org.jspecify.annotations.NullMarked;
