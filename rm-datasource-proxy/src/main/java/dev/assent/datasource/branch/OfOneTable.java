package dev.assent.datasource.branch;

import dev.assent.datasource.image.Image;

/** A change of rows of one table that are there and keep their keys. */
interface OfOneTable extends Change {
    KeyedStatement statement();

    /** The rows before it. */
    Image before();

    Cascades cascades();
}
