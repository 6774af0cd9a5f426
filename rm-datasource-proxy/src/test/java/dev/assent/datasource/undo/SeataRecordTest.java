package dev.assent.datasource.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assent.datasource.dialect.Bytes;
import dev.assent.datasource.undo.SeataContent.Field;
import dev.assent.datasource.undo.SeataContent.Statement;
import dev.assent.model.AssentException.NotAllowed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that Seata's own encoders wrote, and what others could make of such rows. */
final class SeataRecordTest {
    private static final int DAMAGES = 4000;
    private static final String JACKSON = text("rollback_info.jackson.json");
    private static final String FASTJSON = text("rollback_info.fastjson.json");

    @Test
    void jacksonsRowIsReadValueByValue() {
        List<Statement> statements = read("jackson", JACKSON);

        assertThat(statements)
                .extracting(Statement::kind, Statement::table)
                .containsExactly(
                        tuple(UndoItem.Kind.UPDATE, "product"),
                        tuple(UndoItem.Kind.INSERT, "product"),
                        tuple(UndoItem.Kind.DELETE, "stock"));
        Map<String, @Nullable Object> first = values(statements.get(0).before().get(0));
        assertThat(first)
                .containsExactlyInAnyOrderEntriesOf(mapOf(
                        "id",
                        new BigDecimal(1),
                        "i",
                        new BigDecimal(7),
                        "name",
                        "TXC",
                        "dec",
                        new BigDecimal("12.340"),
                        "bi",
                        new BigDecimal("18446744073709551615"),
                        "ts",
                        Instant.ofEpochMilli(1700000000123L),
                        "ts6",
                        Instant.ofEpochSecond(1700000000L, 123456000),
                        "ldt",
                        local(Instant.ofEpochSecond(1700000000L)),
                        "ldt6",
                        local(Instant.ofEpochSecond(1700000000L, 123456000)),
                        "d",
                        local(Instant.ofEpochMilli(1699920000000L)).toLocalDate(),
                        "t",
                        LocalTime.of(1, 0),
                        "ba",
                        new Bytes(new byte[] {1, 2, 3}),
                        "bit",
                        true,
                        "dbl",
                        new BigDecimal("1.5"),
                        "flt",
                        1.5f,
                        "nul",
                        null,
                        "sh",
                        new BigDecimal(3),
                        "by",
                        new BigDecimal(3),
                        "clob",
                        "hello"));
        assertThat(values(statements.get(0).after().get(0))).isEqualTo(mapOf("id", new BigDecimal(1), "name", "GTS"));
        assertThat(statements.get(1).before()).isEmpty();
        assertThat(values(statements.get(2).before().get(0)))
                .isEqualTo(mapOf("wh", new BigDecimal(3), "sku", "A-1", "qty", new BigDecimal(10)));
    }

    @Test
    void aBlobIsBytes() {
        Statement first =
                read("jackson", text("rollback_info.jackson.with-blob.json")).get(0);

        assertThat(values(first.before().get(0)))
                .containsEntry("blob", new Bytes(new byte[] {9, 8, 7}))
                .containsEntry("clob", "hello");
    }

    @Test
    void fastjsonsRowIsReadValueByValue() {
        List<Statement> statements = read("fastjson", FASTJSON);

        assertThat(values(statements.get(0).before().get(0)))
                .containsExactlyInAnyOrderEntriesOf(mapOf(
                        "id",
                        new BigDecimal(1),
                        "i",
                        new BigDecimal(7),
                        "name",
                        "TXC",
                        "dec",
                        new BigDecimal("12.340"),
                        "bi",
                        new BigDecimal("18446744073709551615"),
                        "ts",
                        "2023-11-14 22:13:20",
                        "ts6",
                        "2023-11-14 22:13:20",
                        "ldt",
                        "2023-11-14T22:13:20",
                        "ldt6",
                        "2023-11-14T22:13:20.123456",
                        "d",
                        "2023-11-14 00:00:00",
                        "t",
                        "01:00:00",
                        "ba",
                        new Bytes(new byte[] {1, 2, 3}),
                        "bit",
                        true,
                        "dbl",
                        1.5,
                        "flt",
                        1.5f,
                        "nul",
                        null,
                        "sh",
                        new BigDecimal(3),
                        "by",
                        new BigDecimal(3),
                        "clob",
                        "hello"));
        assertThat(statements.get(1).after()).isEqualTo(statements.get(0).after());
        assertThat(statements.get(2).before()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "jackson, GZIP, gzip",
        "jackson, ZIP, zip",
        "jackson, DEFLATER, deflater",
        "fastjson, GZIP, gzip",
        "fastjson, ZIP, zip",
        "fastjson, DEFLATER, deflater"
    })
    void aPackedRowIsTheSameRow(String serializer, String compressor, String name) {
        String context = "serializer=" + serializer + "&compressorType=" + compressor + "&map=";
        byte[] packed = bytes("rollback_info." + serializer + '.' + name + ".bin");

        assertThat(SeataRecord.of(context).statements(packed))
                .isEqualTo(read(serializer, serializer.equals("jackson") ? JACKSON : FASTJSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jackson", "fastjson"})
    void theClassesOfOneDotXHaveAnotherPrefix(String serializer) {
        String now = serializer.equals("jackson") ? JACKSON : FASTJSON;

        assertThat(read(serializer, now.replace("org.apache.seata.", "io.seata.")))
                .isEqualTo(read(serializer, now));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kryo", "protostuff", "fst", "fury", "fastjson2", ""})
    void anotherSerializerIsRefusedByName(String serializer) {
        assertThatThrownBy(() -> read(serializer, JACKSON))
                .isInstanceOf(NotAllowed.class)
                .hasMessageStartingWith("ASN-4311: ")
                .hasMessageContaining("'" + serializer + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEVENZ", "BZIP2", "LZ4", "ZSTD", "gzip", ""})
    void anotherCompressorIsRefusedByName(String compressor) {
        SeataRecord record = SeataRecord.of("serializer=jackson&compressorType=" + compressor);

        assertThatThrownBy(() -> record.statements(new byte[0]))
                .isInstanceOf(NotAllowed.class)
                .hasMessageStartingWith("ASN-4341: ")
                .hasMessageContaining("'" + compressor + "'");
    }

    @Test
    void membersMayStandInAnyOrderAndFurtherOnesAreIgnored() {
        String row = "{\"rows\":[{\"more\":[{}],\"fields\":[{\"value\":1,\"type\":4,\"name\":\"id\"}]}]}";
        String log = "{\"new\":{\"a\":[1]},\"sqlUndoLogs\":[{\"afterImage\":" + row
                + ",\"tableName\":\"t\",\"sqlType\":\"INSERT\"}]}";

        assertThat(read("jackson", log).get(0).after().get(0))
                .containsExactly(new Field("id", 4, new SeataValue(new BigDecimal(1))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "java.lang.Long",1]      | "javax.naming.InitialContext",1] | a value is of class javax.naming.InitialContext
            "java.lang.Long",1]      | "java.lang.Long","1"]            | a value of class java.lang.Long is 1
            "java.lang.Long",1]      | "java.lang.Long",1.5]            | a value of class java.lang.Long is 1.5
            "java.lang.Long",1]      | "java.lang.Long"]                | a value is a list without a class
            "java.lang.Long",1]      | 1,1,1]                           | a value is a list without a class
            "value":"TXC"            | "value":{"@type":"x.Evil"}       | a value is an object of class x.Evil
            1700000000123]           | 1e400]                           | a value of class java.sql.Timestamp is
            [1700000000123,123456000]| [1,1000000000]                   | a value of class java.sql.Timestamp is
            "AQID"                   | "A~"                             | a value of class [B is A~
            "01:00:00"               | "25:00:00"                       | a value of class java.sql.Time is 25:00:00
            12.340                   | 1e999999999                      | a number has an exponent beyond
            12.340                   | 1.2.3                            | not a value but '1'
            12.340                   | NaN                              | not a value but 'N'
            "sqlType":"UPDATE"       | "sqlType":"MERGE"                | its sqlType is MERGE
            "sqlType":"UPDATE"       | "sqlType":7                      | the member sqlType is 7
            "tableName":"product"    | "tableName":null                 | the member tableName is null
            "type":-5                | "type":"x"                       | the type of a field is x
            "type":-5                | "type":1e10                      | the type of a field is 1E+10
            undo.SQLUndoLog"         | undo.Evil"                       | it holds a org.apache.seata.rm.datasource.undo.Evil
            org.apache.seata         | org.apache.evil                  | it holds a org.apache.evil.rm
            "name":"id"              | "name":"id","name":"id"          | the member name stands twice in an object
            "value":7                | "value":{"$ref":"$"}             | it refers to $
            "value":7                | "value":{"$ref":"$.xid[5]"}      | it refers to element 5 of something shorter
            "value":7                | "value":{"$ref":"../x"}          | it refers to ../x
            "value":7                | "value":{"$ref":"$.a.b"}         | an object is missing
            """)
    void whatSeataDoesNotWriteIsNamed(String written, String instead, String why) {
        assertThat(JACKSON).contains(written);

        assertThatThrownBy(() -> read("jackson", JACKSON.replace(written, instead)))
                .isInstanceOf(NotAllowed.class)
                .hasMessageStartingWith("ASN-4342: ")
                .hasMessageContaining(why);
    }

    @Test
    void aRowThatNestsWithoutEndIsNamed() {
        assertThatThrownBy(() -> read("jackson", "[".repeat(1_000_000)))
                .hasMessageContaining("it nests more than 32 deep");
        assertThatThrownBy(() -> read("jackson", "{\"a\":".repeat(1_000_000)))
                .hasMessageContaining("it nests more than 32 deep");
    }

    @Test
    void aNumberWithoutEndIsNamed() {
        assertThatThrownBy(() -> read("jackson", JACKSON.replace("12.340", "1".repeat(1_000_000))))
                .hasMessageContaining("a number has more than 20000 characters");
    }

    @Test
    void aFewReferencesCannotMeanMillionsOfRows() {
        String row = "{\"fields\":["
                + String.join(",", Collections.nCopies(1000, "{\"name\":\"a\",\"type\":4,\"value\":1}")) + "]}";
        String refs = String.join(",", Collections.nCopies(1000, "{\"$ref\":\"$.sqlUndoLogs[0].afterImage.rows[0]\"}"));
        String log = "{\"sqlUndoLogs\":[{\"sqlType\":\"INSERT\",\"tableName\":\"t\",\"afterImage\":{\"rows\":[" + row
                + ',' + refs + "]}}]}";

        assertThatThrownBy(() -> read("fastjson", log))
                .hasMessageContaining("it refers to the same rows again and again");
    }

    @Test
    void damageIsAlwaysNamed() {
        for (String serializer : List.of("jackson", "fastjson")) {
            byte[] whole = (serializer.equals("jackson") ? JACKSON : FASTJSON).getBytes(StandardCharsets.UTF_8);
            for (int seed = 0; seed < DAMAGES; seed++) {
                Random random = new Random(seed);
                byte[] damaged = damaged(random, whole);
                try {
                    SeataRecord.of("serializer=" + serializer).statements(damaged);
                } catch (NotAllowed e) {
                    assertThat(e).as("seed %d", seed).hasMessageStartingWith("ASN-4342: ");
                }
            }
        }
    }

    private static byte[] damaged(Random random, byte[] whole) {
        byte[] bytes = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length);
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            byte other = random.nextBoolean() ? (byte) random.nextInt() : whole[random.nextInt(whole.length)];
            bytes[random.nextInt(bytes.length)] = other;
        }
        return bytes;
    }

    private static List<Statement> read(String serializer, String content) {
        return SeataRecord.of("serializer=" + serializer + "&compressorType=NONE&map=67108864")
                .statements(content.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, @Nullable Object> values(List<Field> row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        row.forEach(field -> values.put(field.name(), field.value().content()));
        return values;
    }

    private static Map<String, @Nullable Object> mapOf(@Nullable Object... pairs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }

    private static LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneId.systemDefault());
    }

    private static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) {
        try (InputStream file = SeataRecordTest.class.getResourceAsStream("seata/" + name)) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
