package dev.assent.server.admin;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.assent.model.Xid;
import dev.assent.server.errors.OperatorErrors;
import dev.assent.server.view.Done;
import dev.assent.server.view.Operation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Requests to {@link Operations}, and what comes of them as JSON. */
final class AdminApi implements HttpService {
    private final RequestFilter gate;
    private final Operations operations;
    private final Answers answers;

    AdminApi(RequestFilter gate, Operations operations, Answers answers) {
        this.gate = gate;
        this.operations = operations;
        this.answers = answers;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
        try {
            gate.check(request.headers());
            return HttpResponse.of(route(context, request).handle(answers::of));
        } catch (Refused e) {
            return answers.refusal(e.status(), e.error()).toHttpResponse();
        }
    }

    private CompletionStage<?> route(ServiceRequestContext context, HttpRequest request) {
        List<String> path = List.of(context.decodedPath().substring(1).split("/", -1));
        if (path.equals(List.of("v1", "status"))) {
            demand(HttpMethod.GET, request);
            return operations.overview();
        }
        if (path.equals(List.of("v1", "transactions"))) {
            demand(HttpMethod.GET, request);
            return operations.list(Parameters.filter(QueryParams.fromQueryString(context.query())));
        }
        if (path.size() >= 2 && path.subList(0, 2).equals(List.of("v1", "resources"))) {
            return databases(path, request, context.decodedPath());
        }
        if (path.size() < 3 || path.size() > 4 || !path.subList(0, 2).equals(List.of("v1", "transactions"))) {
            throw new Refused(HttpStatus.NOT_FOUND, OperatorErrors.noSuchPath(context.decodedPath()));
        }
        Xid xid = Parameters.xid(path.get(2));
        if (path.size() == 3) {
            demand(HttpMethod.GET, request);
            return operations.find(xid).thenApply(story -> known(xid, story));
        }
        Operation operation = Operation.of(path.get(3))
                .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, OperatorErrors.noSuchPath(context.decodedPath())));
        demand(HttpMethod.POST, request);
        return request.aggregate()
                .thenCompose(whole -> operate(xid, operation, whole))
                .thenApply(story -> known(xid, story));
    }

    private CompletionStage<?> databases(List<String> path, HttpRequest request, String whole) {
        if (path.size() == 2) {
            demand(HttpMethod.GET, request);
            return operations.databases();
        }
        boolean adopt = path.size() == 3 && path.get(2).equals("adopt");
        if (!adopt && !(path.size() == 3 && path.get(2).equals("renew"))) {
            throw new Refused(HttpStatus.NOT_FOUND, OperatorErrors.noSuchPath(whole));
        }
        demand(HttpMethod.POST, request);
        return request.aggregate()
                .thenApply(body -> answers.databaseName(body.contentUtf8()))
                .thenCompose(name -> adopt ? operations.adopt(name) : operations.renew(name));
    }

    private CompletionStage<Optional<Done>> operate(Xid xid, Operation operation, AggregatedHttpRequest request) {
        return operations.operate(xid, operation, answers.reason(operation, request.contentUtf8()));
    }

    private static <T> T known(Xid xid, Optional<T> answer) {
        return answer.orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, OperatorErrors.noTransaction(xid)));
    }

    private static void demand(HttpMethod method, HttpRequest request) {
        if (request.method() != method) {
            throw new Refused(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    OperatorErrors.badMethod(
                            request.path(), method.name(), request.method().name()));
        }
    }
}
