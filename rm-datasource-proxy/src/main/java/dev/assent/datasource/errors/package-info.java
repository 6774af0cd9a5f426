@NullMarked
package dev.assent.datasource.errors;

import org.jspecify.annotations.NullMarked;
