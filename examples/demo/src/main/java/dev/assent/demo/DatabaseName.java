package dev.assent.demo;

import dev.assent.demo.database.DatabaseKind;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of {@code --db}. */
public final class DatabaseName implements ITypeConverter<DatabaseKind> {
    public static String of(DatabaseKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public DatabaseKind convert(String value) {
        return Stream.of(DatabaseKind.values())
                .filter(kind -> of(kind).equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "Expected --db to be h2, postgres or mariadb, but got '" + value + "'"));
    }
}
