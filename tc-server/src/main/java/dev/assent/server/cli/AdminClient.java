package dev.assent.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assent.model.AssentException;
import dev.assent.server.errors.OperatorErrors;
import dev.assent.server.view.Problem;
import dev.assent.server.view.ViewJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Asks a coordinator's admin API. The plainest HTTP client of the JDK: it is there in no time, and asks once. */
final class AdminClient {
    private static final int CONNECT_MILLIS = 3_000;
    /** Longer than the API takes to give up. */
    private static final int ANSWER_MILLIS = 20_000;

    private final String server;
    private final ViewJson json = new ViewJson();

    /** @param server {@code host:port} */
    AdminClient(String server) {
        this.server = server;
    }

    String get(String path) {
        return ask("GET", path, null);
    }

    String post(String path, Object body) {
        return ask("POST", path, json.bytes(body));
    }

    /** @throws Unreachable if what answered is no coordinator */
    <T> T read(String answer, Class<T> type) {
        try {
            return json.read(answer, type);
        } catch (JsonProcessingException e) {
            throw new Unreachable(OperatorErrors.noCoordinator(server));
        }
    }

    private String ask(String method, String path, byte @Nullable [] body) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + server + path).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            connection.setRequestMethod(method);
            connection.setInstanceFollowRedirects(false);
            if (body != null) {
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setFixedLengthStreamingMode(body.length); // which also keeps it from being sent twice
                connection.setDoOutput(true);
                connection.getOutputStream().write(body);
            }
            return answer(connection);
        } catch (ConnectException | UnknownHostException | NoRouteToHostException e) {
            throw new Unreachable(OperatorErrors.unreachable(server, seen(e)));
        } catch (SocketTimeoutException e) {
            throw new Unreachable(
                    String.valueOf(e.getMessage()).contains("onnect")
                            ? OperatorErrors.unreachable(server, "no answer within " + CONNECT_MILLIS + " ms")
                            : OperatorErrors.unanswered(server, "none came within " + ANSWER_MILLIS + " ms"));
        } catch (IOException e) {
            throw new Unreachable(
                    body == null
                            ? OperatorErrors.notTheAdminApi(server, seen(e))
                            : OperatorErrors.unanswered(server, seen(e)));
        }
    }

    private String answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream in = status < HttpURLConnection.HTTP_BAD_REQUEST
                ? connection.getInputStream()
                : connection.getErrorStream()) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (status == HttpURLConnection.HTTP_OK) {
                return text;
            }
            Problem problem = read(text, Problem.class);
            if (problem == null || problem.code() == null || problem.message() == null) {
                throw new Unreachable(OperatorErrors.noCoordinator(server));
            }
            throw new Refused(problem);
        }
    }

    private static String seen(IOException e) {
        return e.getClass().getSimpleName() + ' ' + e.getMessage();
    }

    /** The coordinator answered, and did not do as asked. */
    static final class Refused extends RuntimeException {
        Refused(Problem problem) {
            super(problem.code() + ": " + problem.message(), null, false, false);
        }
    }

    /** No server answered, or one that is no coordinator. */
    static final class Unreachable extends RuntimeException {
        Unreachable(AssentException why) {
            super(why.getMessage(), why, false, false);
        }
    }
}
