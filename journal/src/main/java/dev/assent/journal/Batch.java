package dev.assent.journal;

import java.util.List;

/**
 * Records that are appended together, in order. Neither the list nor the records may change afterwards; they are not copied.
 *
 * @param forced whether the outcome is to wait until all of it, and all before, is durable; otherwise a crash may take it
 *     back, together with everything behind it
 */
public record Batch(List<byte[]> records, boolean forced) {}
