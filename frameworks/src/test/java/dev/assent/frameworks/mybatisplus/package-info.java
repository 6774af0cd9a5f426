/** The shop with MyBatis-Plus. */
@NullMarked
package dev.assent.frameworks.mybatisplus;

import org.jspecify.annotations.NullMarked;
