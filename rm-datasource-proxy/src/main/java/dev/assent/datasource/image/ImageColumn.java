package dev.assent.datasource.image;

import dev.assent.datasource.dialect.ValueKind;

/**
 * @param name as the catalogue spells it
 * @param keyAt place in the primary key from 1, or 0 if it is not part of it
 */
public record ImageColumn(String name, ValueKind kind, int keyAt) {}
