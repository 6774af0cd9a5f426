package dev.assent.server.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseCompleteException;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import dev.assent.model.AssentException;
import dev.assent.server.errors.OperatorErrors;
import dev.assent.server.view.Operation;
import dev.assent.server.view.Problem;
import dev.assent.server.view.ViewJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JSON in and out. Every answer is JSON, those to nonsense too. */
final class Answers {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);

    private final ViewJson json;

    Answers(ViewJson json) {
        this.json = json;
    }

    /** What was asked for, or why it cannot be had. */
    HttpResponse of(@Nullable Object value, @Nullable Throwable failure) {
        if (value != null) {
            return respond(HttpStatus.OK, value).toHttpResponse();
        }
        Throwable why = Exceptions.peel(
                failure == null ? new IllegalStateException("Expected an answer, but it is missing") : failure);
        if (why instanceof Refused refused) {
            return refusal(refused.status(), refused.error()).toHttpResponse();
        }
        if (why instanceof AssentException refusal) {
            boolean later = refusal instanceof AssentException.TryAgain;
            return refusal(later ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.CONFLICT, refusal)
                    .toHttpResponse();
        }
        if (why instanceof HttpStatusException plain) {
            return refusal(plain.httpStatus(), ofHttp(plain.httpStatus())).toHttpResponse();
        }
        if (why instanceof ContentTooLargeException) {
            HttpStatus tooLarge = HttpStatus.REQUEST_ENTITY_TOO_LARGE;
            return refusal(tooLarge, ofHttp(tooLarge)).toHttpResponse();
        }
        if (why instanceof ResponseCompleteException || why instanceof IOException) {
            log.debug("an asker of the admin API did not wait for the answer", why);
            return refusal(HttpStatus.SERVICE_UNAVAILABLE, OperatorErrors.adminFailed())
                    .toHttpResponse();
        }
        log.error("the admin API could not answer; the coordinator goes on", why);
        return refusal(HttpStatus.INTERNAL_SERVER_ERROR, OperatorErrors.adminFailed())
                .toHttpResponse();
    }

    /** An answer with the number of an HTTP status. */
    static AssentException ofHttp(HttpStatus status) {
        return status.equals(HttpStatus.REQUEST_ENTITY_TOO_LARGE)
                ? OperatorErrors.bodyTooLarge(AdminServer.MOST_BYTES)
                : OperatorErrors.badHttp(status.toString());
    }

    AggregatedHttpResponse refusal(HttpStatus status, AssentException error) {
        return respond(status, Problem.of(error));
    }

    private AggregatedHttpResponse respond(HttpStatus status, Object value) {
        ResponseHeaders headers = ResponseHeaders.builder(status)
                .contentType(MediaType.JSON)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
                .build();
        return AggregatedHttpResponse.of(headers, HttpData.wrap(json.bytes(value)));
    }

    /** Reads <code>{"reason": "…"}</code>; to force without a reason is refused. */
    String reason(Operation operation, String body) {
        JsonNode tree = tree(body);
        JsonNode reason = tree.path("reason");
        boolean fits = tree.isObject() && tree.size() == (tree.has("reason") ? 1 : 0);
        if (!fits || !(reason.isTextual() || reason.isMissingNode())) {
            throw bad("a JSON object with the text 'reason' and no other", body);
        }
        String text = reason.asText("").strip();
        if (text.length() > dev.assent.core.Operation.LONGEST_REASON
                || text.codePoints().anyMatch(Character::isISOControl)) {
            throw bad(
                    "a reason of one line and at most " + dev.assent.core.Operation.LONGEST_REASON + " characters",
                    text);
        }
        if (operation == Operation.FORCE && text.isEmpty()) {
            throw bad("a reason, for the record of what was given up", "none");
        }
        return text;
    }

    /** The name of a database in a request's body. */
    String databaseName(String body) {
        JsonNode tree = tree(body);
        JsonNode name = tree.path("name");
        if (!tree.isObject()
                || tree.size() != 1
                || !name.isTextual()
                || name.asText().isBlank()) {
            throw bad("a JSON object with the text 'name' and no other", body);
        }
        return name.asText();
    }

    private JsonNode tree(String body) {
        try {
            return json.tree(body);
        } catch (JsonProcessingException e) {
            throw bad("JSON", body);
        }
    }

    private static Refused bad(String expected, String seen) {
        return new Refused(HttpStatus.BAD_REQUEST, OperatorErrors.badBody(expected, seen));
    }
}
