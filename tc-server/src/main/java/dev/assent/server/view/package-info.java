/** What operators see of the coordinator and its transactions. */
@NullMarked
package dev.assent.server.view;

import org.jspecify.annotations.NullMarked;
