/** The shop with MyBatis. */
@NullMarked
package dev.assent.frameworks.mybatis;

import org.jspecify.annotations.NullMarked;
