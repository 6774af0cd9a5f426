/** What the conformance machines name. */
@NullMarked
package org.apache.seata.saga.engine.mock;

import org.jspecify.annotations.NullMarked;
