@NullMarked
package dev.assent.datasource;

import org.jspecify.annotations.NullMarked;
