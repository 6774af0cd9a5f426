@NullMarked
package dev.assent.demo.database;

import org.jspecify.annotations.NullMarked;
