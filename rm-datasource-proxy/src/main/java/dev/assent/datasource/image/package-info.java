@NullMarked
package dev.assent.datasource.image;

import org.jspecify.annotations.NullMarked;
