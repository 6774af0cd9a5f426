package dev.assent.datasource.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.dialect.Bytes;
import dev.assent.datasource.dialect.ValueKind;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.image.Value;
import dev.assent.model.AssentException.NotAllowed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RecordCodecTest {
    private static final String GOLDEN = """
            {"items":[{"kind":"UPDATE","table":"\\"s\\".\\"t\\"","lock":"t",\
            "columns":[["id","INTEGER",1],["n","DECIMAL",0],["b","BYTES",0],["d","DOUBLE",0],["t","TEXT",0]],\
            "before":[[1,"1.20","AP8=","NaN",null]],"after":[[1,"0E-9","","-0.0","ü\\""]]}]}""";

    private final RecordCodec codec = new RecordCodec();

    @Test
    void theFormatStaysAsItIs() {
        UndoItem item = goldenItem();

        UndoRecord record = codec.encode(List.of(item));

        assertThat(new String(record.content().toArray(), StandardCharsets.UTF_8))
                .isEqualTo(GOLDEN);
        assertThat(record.context()).isEqualTo("serializer=assent&version=1&compressorType=NONE&crc32c=" + crc(GOLDEN));
        assertThat(codec.decode(record)).containsExactly(item);
    }

    @Test
    void everyValueComesBack() {
        for (int seed = 0; seed < 300; seed++) {
            List<UndoItem> items = randomItems(new Random(seed));
            assertThat(codec.decode(codec.encode(items))).as("seed %d", seed).isEqualTo(items);
        }
    }

    @Test
    void aMegabyteOfNoiseComesBackCompressed() {
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        List<UndoItem> items = List.of(UndoItem.delete(image(ValueKind.BYTES, new Bytes(noise))));

        UndoRecord record = codec.encode(items);

        assertThat(record.context()).contains("compressorType=GZIP").hasSizeLessThan(128);
        assertThat(codec.decode(record)).isEqualTo(items);
    }

    @Test
    void halfCharactersComeBack() {
        List<UndoItem> items = List.of(UndoItem.delete(image(ValueKind.TEXT, "\ud83d and \ude00 and 😀 €")));

        assertThat(codec.decode(codec.encode(items))).isEqualTo(items);
    }

    @Test
    void damagedBytesAreOneError() {
        Random random = new Random(7);
        for (UndoRecord record : List.of(codec.encode(List.of(goldenItem())), codec.encode(long5()))) {
            for (int i = 0; i < 500; i++) {
                byte[] bytes = damaged(random, record.content().toArray());
                assertThatThrownBy(() -> codec.decode(new UndoRecord(record.context(), new Bytes(bytes))))
                        .isInstanceOf(NotAllowed.class)
                        .hasMessageStartingWith("ASN-4310: ");
            }
        }
    }

    /** As if written by somebody who knows the checksum: read as something else, or refused by name. */
    @Test
    void damageUnderARightChecksumEndsInNoOtherError() {
        Random random = new Random(8);
        int read = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = damaged(random, GOLDEN.getBytes(StandardCharsets.UTF_8));
            String context = "serializer=assent&version=1&compressorType=NONE&crc32c=" + crc(bytes);
            try {
                codec.decode(new UndoRecord(context, new Bytes(bytes)));
                read++;
            } catch (NotAllowed e) {
                assertThat(e).hasMessageStartingWith("ASN-4310: ");
            }
        }
        assertThat(read).isLessThan(1500);
    }

    @Test
    void whatIsNotExactlyOursIsRefused() {
        for (String content : List.of(
                "",
                "{}",
                "[]",
                "{\"items\":[]} x",
                "{\"items\":[],\"more\":1}",
                GOLDEN.replace("\"UPDATE\"", "\"MERGE\""),
                GOLDEN.replace("\"INTEGER\"", "\"LONG\""),
                GOLDEN.replace("[[1,\"1.20\"", "[[1.0,\"1.20\""),
                GOLDEN.replace("[[1,\"1.20\"", "[[\"1\",\"1.20\""),
                GOLDEN.replace("[[1,\"1.20\"", "[[99999999999999999999,\"1.20\""),
                GOLDEN.replace("\"1.20\"", "1.20"),
                GOLDEN.replace("\"1.20\"", "\"+1.20\""),
                GOLDEN.replace("\"AP8=\"", "\"AP8\""),
                GOLDEN.replace(",null]]", "]]"),
                GOLDEN.replace(",1],", ",0],"))) {
            String context = "serializer=assent&version=1&compressorType=NONE&crc32c=" + crc(content);
            Bytes bytes = new Bytes(content.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> codec.decode(new UndoRecord(context, bytes)))
                    .as(content)
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageStartingWith("ASN-4310: ");
        }
    }

    @Test
    void whatDoesNotReadBackIsRefusedBeforeItIsWritten() {
        Image once = image(ValueKind.DECIMAL, new Liar("1"));

        assertThatThrownBy(() -> codec.encode(List.of(UndoItem.delete(once))))
                .isInstanceOf(NotAllowed.class)
                .hasMessageStartingWith("ASN-4309: ");
    }

    /** A driver's own kind of number, whose text is not its value. */
    private static final class Liar extends BigDecimal {
        Liar(String value) {
            super(value);
        }

        @Override
        public String toString() {
            return "2";
        }
    }

    private static UndoItem goldenItem() {
        List<ImageColumn> columns = List.of(
                new ImageColumn("id", ValueKind.INTEGER, 1),
                new ImageColumn("n", ValueKind.DECIMAL, 0),
                new ImageColumn("b", ValueKind.BYTES, 0),
                new ImageColumn("d", ValueKind.DOUBLE, 0),
                new ImageColumn("t", ValueKind.TEXT, 0));
        return UndoItem.update(
                image(columns, 1L, new BigDecimal("1.20"), new Bytes(new byte[] {0, -1}), Double.NaN, null),
                image(columns, 1L, new BigDecimal("0E-9"), new Bytes(new byte[0]), -0.0, "ü\""));
    }

    private static List<UndoItem> long5() {
        return List.of(UndoItem.delete(image(ValueKind.TEXT, "long ".repeat(20_000))));
    }

    private static Image image(ValueKind kind, Object content) {
        return image(List.of(new ImageColumn("id", ValueKind.INTEGER, 1), new ImageColumn("v", kind, 0)), 1L, content);
    }

    private static Image image(List<ImageColumn> columns, @Nullable Object... contents) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < contents.length; i++) {
            values.add(new Value(columns.get(i).kind(), contents[i]));
        }
        return new Image("\"s\".\"t\"", "t", columns, List.of(new Row(values)));
    }

    private static List<UndoItem> randomItems(Random random) {
        List<ImageColumn> columns = new ArrayList<>();
        columns.add(new ImageColumn("id", ValueKind.INTEGER, 1));
        for (ValueKind kind : ValueKind.values()) {
            columns.add(new ImageColumn("c " + kind + " \"", kind, 0));
        }
        List<UndoItem> items = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<Row> rows = new ArrayList<>();
            for (long id = random.nextInt(4); id >= 0; id--) {
                List<Value> values = new ArrayList<>();
                values.add(new Value(ValueKind.INTEGER, id));
                for (ValueKind kind : ValueKind.values()) {
                    values.add(new Value(kind, random.nextInt(6) == 0 ? null : content(kind, random)));
                }
                rows.add(new Row(values));
            }
            Image image = new Image("t" + i, "t" + i, columns, rows);
            items.add(random.nextBoolean() ? UndoItem.delete(image) : UndoItem.update(image, image));
        }
        return items;
    }

    private static Object content(ValueKind kind, Random random) {
        return switch (kind) {
            case BOOLEAN -> random.nextBoolean();
            case INTEGER -> random.nextLong() >> random.nextInt(64);
            case DECIMAL ->
                new BigDecimal(
                        new BigInteger(random.nextInt(300), random).subtract(BigInteger.TEN),
                        random.nextInt(20) == 0 ? random.nextInt(2_000_000_000) : random.nextInt(80) - 40);
            case FLOAT -> random.nextInt(4) == 0 ? -0.0f : Float.intBitsToFloat(random.nextInt());
            case DOUBLE, SPELT_DOUBLE ->
                random.nextInt(4) == 0 ? Double.NaN : Double.longBitsToDouble(random.nextLong());
            case TEXT, NATIVE -> text(random);
            case BYTES -> bytes(random);
            case DATE -> date(random);
            case TIME -> time(random);
            case TIMESTAMP -> LocalDateTime.of(date(random), time(random));
            case OFFSET_TIMESTAMP ->
                OffsetDateTime.of(
                        date(random), time(random), ZoneOffset.ofTotalSeconds(random.nextInt(129601) - 64800));
            case UUID -> new UUID(random.nextLong(), random.nextLong());
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            int bound = List.of(0x30, 0x80, 0x3000, 0xd800, 0x110000).get(random.nextInt(5));
            text.appendCodePoint(random.nextInt(bound));
        }
        return text.toString();
    }

    private static Bytes bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return new Bytes(bytes);
    }

    private static LocalDate date(Random random) {
        return LocalDate.ofEpochDay(random.nextInt(2_000_000_000) - 1_000_000_000L);
    }

    private static LocalTime time(Random random) {
        return LocalTime.ofNanoOfDay((long) (random.nextDouble() * 86_400_000_000_000L));
    }

    private static byte[] damaged(Random random, byte[] bytes) {
        if (random.nextInt(5) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        return bytes;
    }

    private static String crc(String content) {
        return crc(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String crc(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return String.format(java.util.Locale.ROOT, "%08x", crc.getValue());
    }
}
