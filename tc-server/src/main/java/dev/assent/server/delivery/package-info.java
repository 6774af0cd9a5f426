/** Phase two: brings each decided outcome to the branches until every branch has acknowledged it. */
@NullMarked
package dev.assent.server.delivery;

import org.jspecify.annotations.NullMarked;
