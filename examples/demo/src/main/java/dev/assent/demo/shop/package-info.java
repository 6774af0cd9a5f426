@NullMarked
package dev.assent.demo.shop;

import org.jspecify.annotations.NullMarked;
