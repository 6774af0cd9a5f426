package dev.assent.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An HTTP client of plain bytes, which sends what it is told and nothing else. One connection per request. */
public final class HttpPeer {
    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;

    public HttpPeer(int port) {
        this.port = port;
    }

    public Answer get(String path) throws IOException {
        return sends("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n");
    }

    public Answer post(String path, String json) throws IOException {
        return post(path, json, "Host: 127.0.0.1:" + port, "Content-Type: application/json");
    }

    public Answer post(String path, String body, String... headers) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return sends("POST " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nContent-Length: " + length
                + "\r\nConnection: close\r\n\r\n" + body);
    }

    /** Reads up to the end of the connection. */
    public Answer sends(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return Answer.of(headers(socket.getInputStream()), socket.getInputStream());
        }
    }

    private static String headers(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            assertThat(next).as("more after '%s'", text).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }

    /** @param headers lower case */
    public record Answer(int status, String headers, JsonNode json) {
        static Answer of(String head, InputStream in) throws IOException {
            String headers = head.toLowerCase(Locale.ROOT);
            int length = headers.lines()
                    .filter(line -> line.startsWith("content-length: "))
                    .mapToInt(line -> Integer.parseInt(line.substring(16)))
                    .findFirst()
                    .orElseThrow();
            byte[] body = in.readNBytes(length);
            return new Answer(Integer.parseInt(headers.split(" ", 3)[1]), headers, new ObjectMapper().readTree(body));
        }

        public String code() {
            return json.path("code").asText();
        }

        public String message() {
            return json.path("message").asText();
        }
    }
}
