package dev.assent.server.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A data directory as text that a reviewer can compare: each file's name and length, then its bytes in hexadecimal, 32 to
 * a line behind their offset. Lines of zeros are left out. The two files that name the owning process are left out too.
 */
final class DirectoryText {
    private static final int WIDTH = 32;
    private static final HexFormat HEX = HexFormat.of();

    private DirectoryText() {}

    static String of(Path directory) throws IOException {
        StringBuilder out = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.equals("lock") && !name.equals("holder")) {
                    byte[] bytes = Files.readAllBytes(file);
                    out.append("file %s %d\n".formatted(name, bytes.length));
                    dump(bytes, out);
                }
            }
        }
        return out.toString();
    }

    private static void dump(byte[] bytes, StringBuilder out) {
        for (int at = 0; at < bytes.length; at += WIDTH) {
            int end = Math.min(bytes.length, at + WIDTH);
            String line = HEX.formatHex(bytes, at, end);
            if (!line.matches("0*")) {
                out.append("%08x %s\n".formatted(at, line));
            }
        }
    }

    /** Writes the files that the text describes into an empty directory. */
    static void restore(String text, Path directory) throws IOException {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); ) {
            String[] head = lines.get(i++).split(" ", -1);
            byte[] bytes = new byte[Integer.parseInt(head[2])];
            while (i < lines.size() && !lines.get(i).startsWith("file ")) {
                String line = lines.get(i++);
                byte[] part = HEX.parseHex(line, 9, line.length());
                System.arraycopy(part, 0, bytes, Integer.parseInt(line, 0, 8, 16), part.length);
            }
            Files.write(directory.resolve(head[1]), bytes);
        }
    }
}
