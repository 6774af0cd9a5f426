/** Connected clients, their requests, and the answers they get. */
@NullMarked
package dev.assent.server.session;

import org.jspecify.annotations.NullMarked;
