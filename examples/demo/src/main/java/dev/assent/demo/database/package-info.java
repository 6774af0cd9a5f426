/** The databases of the demo: H2 in the process, and real servers that it starts. */
@NullMarked
package dev.assent.demo.database;

import org.jspecify.annotations.NullMarked;
