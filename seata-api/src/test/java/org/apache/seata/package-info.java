@NullMarked
package org.apache.seata;

import org.jspecify.annotations.NullMarked;
