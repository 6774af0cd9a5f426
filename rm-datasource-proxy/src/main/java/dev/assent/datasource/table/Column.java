package dev.assent.datasource.table;

import dev.assent.datasource.dialect.ColumnFormat;
import java.util.Optional;

/**
 * A column as the database describes it.
 *
 * @param name as the catalogue spells it, without quotes
 * @param jdbcType of {@link java.sql.Types}
 * @param autoIncrement the database may choose the value of a new row
 * @param generated always computed from others: neither imaged nor written
 * @param onUpdate set anew by the database at each UPDATE that does not name it
 * @param identityAlways no UPDATE can give it a value
 * @param form empty if values of this type cannot be restored
 */
public record Column(
        String name,
        int jdbcType,
        String typeName,
        boolean nullable,
        boolean autoIncrement,
        boolean generated,
        boolean onUpdate,
        boolean identityAlways,
        Optional<ColumnFormat> form) {}
