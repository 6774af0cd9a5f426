package dev.assent.client;

import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchReportResponse;
import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Extensions.ClientRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalLockQueryResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalRollbackResponse;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.GlobalStatusResponse;
import dev.assent.protocol.Message;
import dev.assent.protocol.Result;
import dev.assent.protocol.Version;
import dev.assent.protocol.WaitsFor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a coordinator remembers: each named request is carried out once and answered the same way for ever. */
final class FakeLedger {
    private final Map<ClientRequest, Message> answered = new HashMap<>();
    private final List<String> done = new ArrayList<>();
    private Map<String, @Nullable String> words = Map.of();
    private Optional<GlobalStatus> ending = Optional.empty();
    private GlobalStatus standing = GlobalStatus.BEGIN;
    private Optional<Refusal> refusal = Optional.empty();
    private boolean silentAboutEnds;
    private int ids;

    private record Refusal(int code, @Nullable String sentence) {}

    /** What was carried out, in order; a repetition does not appear. */
    synchronized List<String> done() {
        return List.copyOf(done);
    }

    /** Commit and rollback are answered so, with this detail about the outcome if there is any. */
    synchronized void endWith(GlobalStatus status, @Nullable String outcome) {
        ending = Optional.of(status);
        words = outcome == null ? Map.of() : Map.of(Extensions.OUTCOME, outcome);
    }

    /** Every answer says this besides. */
    synchronized void addToHead(String key, String value) {
        words = Map.of(key, value);
    }

    /** Commit and rollback say besides which branches they wait for. */
    synchronized void waitFor(WaitsFor branches) {
        words = new HashMap<>(words);
        words.put(Extensions.WAITS_FOR, branches.encoded());
    }

    /** Where every transaction stands for who asks. */
    synchronized void stand(GlobalStatus status) {
        standing = status;
    }

    /** Refuses everything about branches, and begin. */
    synchronized void refuse(int code, @Nullable String sentence, @Nullable String outcome) {
        refusal = Optional.of(new Refusal(code, sentence));
        words = outcome == null ? Map.of() : Map.of(Extensions.OUTCOME, outcome);
    }

    synchronized void refuse(ExceptionCode code, String sentence) {
        refuse(code.toWire(Version.parse("2.5.0")), sentence, null);
    }

    /** Commit and rollback are carried out and never answered. */
    synchronized void answerNoEnds() {
        silentAboutEnds = true;
    }

    synchronized Optional<Frame> answer(Frame frame) {
        Message request = frame.body();
        if (request == null) {
            return Optional.empty();
        }
        Optional<ClientRequest> name = Extensions.clientRequest(frame.head());
        Message answer =
                name.isEmpty() ? carryOut(request) : answered.computeIfAbsent(name.get(), first -> carryOut(request));
        boolean silent =
                silentAboutEnds && (answer instanceof GlobalCommitResponse || answer instanceof GlobalRollbackResponse);
        return silent
                ? Optional.empty()
                : Optional.of(Frame.response(frame, answer).with(words));
    }

    private Message carryOut(Message request) {
        Result result = refusal.map(r -> Result.failed(r.sentence())).orElse(Result.SUCCESS);
        int code = refusal.map(Refusal::code).orElse(0);
        if (request instanceof GlobalBeginRequest begin) {
            note("begin " + begin.transactionName());
            return new GlobalBeginResponse(result, code, result.success() ? "fake:1:" + ++ids : null, null);
        }
        if (request instanceof BranchRegisterRequest branch) {
            note("branch " + branch.xid() + " " + branch.lockKey());
            return new BranchRegisterResponse(result, code, ++ids);
        }
        if (request instanceof BranchReportRequest report) {
            note("report " + report.branchId() + " " + report.status());
            return new BranchReportResponse(result, code);
        }
        if (request instanceof GlobalLockQueryRequest query) {
            return new GlobalLockQueryResponse(result, code, !"t:locked".equals(query.lockKey()));
        }
        if (request instanceof GlobalCommitRequest commit) {
            note("commit " + commit.xid());
            return new GlobalCommitResponse(Result.SUCCESS, 0, ending.orElse(GlobalStatus.COMMITTED));
        }
        if (request instanceof GlobalRollbackRequest rollback) {
            note("rollback " + rollback.xid());
            return new GlobalRollbackResponse(Result.SUCCESS, 0, ending.orElse(GlobalStatus.ROLLBACKED));
        }
        if (request instanceof GlobalStatusRequest) {
            return new GlobalStatusResponse(Result.SUCCESS, 0, standing);
        }
        throw new AssertionError("no client of ours says " + request);
    }

    private void note(String what) {
        done.add(what);
    }
}
