/**
 * The client of a coordinator: its connection, the calls that begin and end transactions and register branches, and
 * the xid of the thread.
 */
@NullMarked
package dev.assent.client;

import org.jspecify.annotations.NullMarked;
