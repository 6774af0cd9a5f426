/** Child processes and the directory of a run. */
@NullMarked
package dev.assent.demo.process;

import org.jspecify.annotations.NullMarked;
