/** The tests of the data source on real database servers. */
@NullMarked
package dev.assent.databases;

import org.jspecify.annotations.NullMarked;
