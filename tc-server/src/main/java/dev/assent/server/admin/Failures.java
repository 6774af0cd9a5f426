package dev.assent.server.admin;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.assent.server.errors.OperatorErrors;
import org.jspecify.annotations.Nullable;

/** What goes wrong before a request reaches the API, or because no answer comes. */
final class Failures implements ServerErrorHandler {
    private final Answers answers;

    Failures(Answers answers) {
        this.answers = answers;
    }

    @Override
    public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
        return cause instanceof RequestTimeoutException
                ? answers.refusal(HttpStatus.SERVICE_UNAVAILABLE, OperatorErrors.adminTooLate())
                        .toHttpResponse()
                : answers.of(null, cause);
    }

    @Override
    public AggregatedHttpResponse onProtocolViolation(
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        return answers.refusal(status, Answers.ofHttp(status));
    }

    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext context,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        return answers.refusal(status, Answers.ofHttp(status));
    }
}
