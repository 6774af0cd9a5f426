/** One run of the demo: customers that buy at the same time, the kill of the coordinator, and the report. */
@NullMarked
package dev.assent.demo.run;

import org.jspecify.annotations.NullMarked;
