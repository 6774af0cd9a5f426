package dev.assent.saga.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of machines, and of files {@code expected-….json} that say what a Seata engine did with them. */
record Conformance(Map<String, String> machines, Map<String, List<Expected>> files) {

    static Conformance in(Path folder) throws IOException {
        Map<String, String> machines = new TreeMap<>();
        Map<String, List<Expected>> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file :
                    all.filter(each -> each.toString().endsWith(".json")).toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith("expected-")) {
                    List<Map<String, @Nullable Object>> scenarios =
                            new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {});
                    files.put(name, scenarios.stream().map(Expected::new).toList());
                } else {
                    machines.put(name, Files.readString(file));
                }
            }
        }
        return new Conformance(machines, files);
    }
}
