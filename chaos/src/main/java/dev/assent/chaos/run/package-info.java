/** One campaign: it starts the processes, injects the faults, records what the shops report and audits the result. */
@NullMarked
package dev.assent.chaos.run;

import org.jspecify.annotations.NullMarked;
