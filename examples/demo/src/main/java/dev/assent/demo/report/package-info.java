@NullMarked
package dev.assent.demo.report;

import org.jspecify.annotations.NullMarked;
