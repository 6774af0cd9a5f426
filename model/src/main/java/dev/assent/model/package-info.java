@NullMarked
package dev.assent.model;

import org.jspecify.annotations.NullMarked;
