@NullMarked
package dev.assent.shop;

import org.jspecify.annotations.NullMarked;
