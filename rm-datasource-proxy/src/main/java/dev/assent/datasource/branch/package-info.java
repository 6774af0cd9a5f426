/** What one connection does for a global transaction: runs a statement with images, keeps the local transaction and registers its branch. */
@NullMarked
package dev.assent.datasource.branch;

import org.jspecify.annotations.NullMarked;
