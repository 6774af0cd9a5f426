/** What a campaign will do, drawn from its seed: the purchases and the faults. */
@NullMarked
package dev.assent.chaos.plan;

import org.jspecify.annotations.NullMarked;
