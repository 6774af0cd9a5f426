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
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LockKeysTest {
    private static final List<ImageColumn> TWO = List.of(
            new ImageColumn("b", ValueKind.DECIMAL, 2),
            new ImageColumn("a", ValueKind.TEXT, 1),
            new ImageColumn("v", ValueKind.INTEGER, 0));

    private static final List<ImageColumn> ID = List.of(new ImageColumn("id", ValueKind.INTEGER, 1));

    @Test
    void rowsAreSpeltByTableInTheOrderOfTheColumnsEachOnce() {
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

        assertThat(text).isEqualTo("account:1,2,3;s.pair:1.20_x y");
        assertThat(LockKey.parse("db", text)).hasSize(4);
    }

    @Test
    void noRowIsNoText() {
        assertThat(LockKeys.of(List.of(UndoItem.delete(one("account"))))).isEmpty();
    }

    @Test
    void aValueThatWouldReadAsAnotherKeyIsSpeltByItsHash() {
        List<String> texts = List.of("a,b", "a;b", "", " ");
        String text = LockKeys.of(texts.stream()
                .map(value -> UndoItem.insert(new Image(
                        "t",
                        "t",
                        List.of(new ImageColumn("a", ValueKind.TEXT, 1)),
                        List.of(new Row(List.of(new Value(ValueKind.TEXT, value)))))))
                .toList());

        assertThat(LockKey.parse("db", text))
                .hasSize(4)
                .allMatch(row -> row.table().equals("t"));
    }

    @Test
    void whatARowHasInAUniqueKeyIsSpeltIfItIsGivenUpOrTaken() {
        Image before = new Image("t", "t", ID, List.of(row(1, Map.of("a", "x", "b", "y")), row(2, Map.of("a", "z"))));
        Image after = new Image("t", "t", ID, List.of(row(1, Map.of("a", "x", "b", "w")), row(2, Map.of("a", "z"))));

        assertThat(LockKeys.of(List.of(UndoItem.update(before, after)))).isEqualTo("t:1,2;t#b:y,w");
        assertThat(LockKeys.of(List.of(UndoItem.delete(after)))).isEqualTo("t:1,2;t#a:x,z;t#b:w");
    }

    @Test
    void aKeyWithoutASpellingIsSpeltWhateverBecomesOfIt() {
        Image image = new Image("t", "t", ID, List.of(row(1, Map.of("a", "*"))));

        assertThat(LockKeys.of(List.of(UndoItem.update(image, image)))).isEqualTo("t:1;t#a:*");
    }

    @Test
    void anUpdateThatMovesKeysIsRefused() {
        assertThatThrownBy(() -> UndoItem.update(one("account", 1L), one("account", 2L)))
                .hasMessageStartingWith("ASN-4308: ");
    }

    private static Row row(long id, Map<String, String> unique) {
        return new Row(List.of(new Value(ValueKind.INTEGER, id)), unique);
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
