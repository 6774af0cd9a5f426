package dev.assent.seata;

import dev.assent.demo.database.Database;
import dev.assent.demo.process.Child;
import dev.assent.demo.process.RunDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The application of {@code drop-in} as a process of its own. */
final class DropInShop {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String READY = "@ready\t";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Child process;
    private String url = "";

    private DropInShop(Child process) {
        this.process = process;
    }

    /** Does not wait until it is ready. */
    static DropInShop launch(
            RunDirectory run, String name, String classPath, String coordinator, Database database, String... further) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                classPath,
                "shop.ShopApplication",
                "--coordinator=" + coordinator,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password="));
        command.addAll(List.of(further));
        return new DropInShop(run.start(name, line -> line.startsWith(READY), new ProcessBuilder(command)));
    }

    DropInShop await() throws InterruptedException {
        url = "http://127.0.0.1:" + process.awaitReady(PATIENCE).substring(READY.length());
        return this;
    }

    String url() {
        return url;
    }

    String does(String step, int row) throws IOException, InterruptedException {
        return does(step, row, 0);
    }

    String does(String step, int row, int other) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(url + "/step/" + step + "?row=" + row + "&other=" + other))
                .timeout(PATIENCE)
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
