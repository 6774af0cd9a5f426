/** The business code of the demo: a shop over an order, a stock and an account service. */
@NullMarked
package dev.assent.demo.shop;

import org.jspecify.annotations.NullMarked;
