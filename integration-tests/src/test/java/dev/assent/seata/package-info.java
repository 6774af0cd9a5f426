/** Seata's own clients and server, each in a process of its own, with Assent's coordinator and client. */
@NullMarked
package dev.assent.seata;

import org.jspecify.annotations.NullMarked;
