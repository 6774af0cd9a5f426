@NullMarked
package dev.assent.databases;

import org.jspecify.annotations.NullMarked;
