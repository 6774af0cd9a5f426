package dev.assent.migration;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names and texts that a class file mentions (JVMS 4.4). Descriptors count as mentions, since annotations and the types of
 * fields stand in them alone.
 */
final class ConstantPool {
    private static final int MAGIC = 0xCAFEBABE;

    private final Map<Integer, String> texts;
    private final Map<Integer, Integer> classes;
    private final Map<Integer, int[]> pairs;
    private final List<int[]> members;

    private ConstantPool(
            Map<Integer, String> texts, Map<Integer, Integer> classes, Map<Integer, int[]> pairs, List<int[]> members) {
        this.texts = texts;
        this.classes = classes;
        this.pairs = pairs;
        this.members = members;
    }

    /** @param owner with slashes */
    record Member(String owner, String name) {}

    /** @throws IOException if it is no class file */
    static ConstantPool read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("it is no class file");
        }
        in.readInt(); // its version
        int count = in.readUnsignedShort();
        Map<Integer, String> texts = new HashMap<>();
        Map<Integer, Integer> classes = new HashMap<>();
        Map<Integer, int[]> pairs = new HashMap<>();
        List<int[]> members = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 7 -> classes.put(i, in.readUnsignedShort());
                case 9, 10, 11 -> members.add(new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                case 12 -> pairs.put(i, new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                case 5, 6 -> {
                    in.readLong();
                    i++; // takes two places
                }
                case 3, 4, 17, 18 -> in.readInt();
                case 15 -> in.skipNBytes(3);
                case 8, 16, 19, 20 -> in.readUnsignedShort();
                default -> throw new IOException("its constant pool has an unknown entry of kind " + tag);
            }
        }
        return new ConstantPool(texts, classes, pairs, members);
    }

    /** With slashes; of arrays the type of the elements. */
    Stream<String> classes() {
        Stream<String> named = classes.values().stream().map(index -> texts.getOrDefault(index, ""));
        return Stream.concat(named, texts.values().stream().flatMap(ConstantPool::inDescriptor))
                .map(name -> name.replaceFirst("^\\[+L(.*);$", "$1"))
                .map(name -> name.replaceFirst("\\$.*", "")) // nested classes come with the outer one
                .distinct();
    }

    private static Stream<String> inDescriptor(String text) {
        return text.indexOf(' ') >= 0
                ? Stream.of()
                : java.util.regex.Pattern.compile("L([\\w/$]+);")
                        .matcher(text)
                        .results()
                        .map(found -> found.group(1));
    }

    Stream<Member> members() {
        return members.stream()
                .map(member -> new Member(
                        texts.getOrDefault(classes.getOrDefault(member[0], 0), ""),
                        texts.getOrDefault(pairs.getOrDefault(member[1], new int[] {0, 0})[0], "")))
                .distinct();
    }

    Stream<String> texts() {
        return texts.values().stream();
    }
}
