package dev.assent.datasource.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.dialect.ValueKind;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.image.Value;
import dev.assent.model.LockKey;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LockKeysTest {
    private static final List<ImageColumn> TWO = List.of(
            new ImageColumn("b", ValueKind.DECIMAL, 2),
            new ImageColumn("a", ValueKind.TEXT, 1),
            new ImageColumn("v", ValueKind.INTEGER, 0));

    @Test
    void rowsAreSpeltByTableInTheOrderOfTheKeyEachOnce() {
        Image account = one("account", 1L, 2L);
        Image pair = new Image(
                "\"S\".\"PAIR\"",
                "s.pair",
                TWO,
                List.of(new Row(List.of(
                        new Value(ValueKind.DECIMAL, new BigDecimal("1.20")),
                        new Value(ValueKind.TEXT, "x y"),
                        new Value(ValueKind.INTEGER, null)))));

        String text = LockKeys.of(List.of(
                UndoItem.insert(account),
                UndoItem.delete(pair),
                UndoItem.update(one("account", 2L, 3L), one("account", 3L, 2L))));

        assertThat(text).isEqualTo("account:1,2,3;s.pair:x y_1.20");
        assertThat(LockKey.parse("db", text)).hasSize(4);
    }

    @Test
    void noRowIsNoText() {
        assertThat(LockKeys.of(List.of(UndoItem.delete(one("account"))))).isEmpty();
    }

    @Test
    void valuesThatWouldReadAsOtherKeysAreRefused() {
        for (String value : List.of("a,b", "a;b", "", " ")) {
            Image image = new Image(
                    "t",
                    "t",
                    List.of(new ImageColumn("a", ValueKind.TEXT, 1)),
                    List.of(new Row(List.of(new Value(ValueKind.TEXT, value)))));

            assertThatThrownBy(() -> LockKeys.of(List.of(UndoItem.insert(image))))
                    .hasMessageStartingWith("ASN-4307: ");
        }
    }

    @Test
    void anUpdateThatMovesKeysIsRefused() {
        assertThatThrownBy(() -> UndoItem.update(one("account", 1L), one("account", 2L)))
                .hasMessageStartingWith("ASN-4308: ");
    }

    private static Image one(String table, Long... keys) {
        return new Image(
                table,
                table,
                List.of(new ImageColumn("id", ValueKind.INTEGER, 1)),
                Arrays.stream(keys)
                        .map(key -> new Row(List.of(new Value(ValueKind.INTEGER, key))))
                        .toList());
    }
}
