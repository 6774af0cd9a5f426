package dev.assent.simulation.client;

import dev.assent.protocol.BatchResultMessage;
import dev.assent.protocol.Frame;
import dev.assent.protocol.MergeResultMessage;
import dev.assent.protocol.MergedWarpMessage;
import dev.assent.protocol.Message;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The merges of one Seata client that wait for answers, and whether these come in a form that its version reads. */
final class Merges {
    private final World world;
    private final Kind kind;
    private final Map<Integer, List<Integer>> sent = new LinkedHashMap<>();
    private final Set<Integer> parts = new LinkedHashSet<>();
    private final Set<String> formsSeen = new LinkedHashSet<>();

    Merges(World world, Kind kind) {
        this.world = world;
        this.kind = kind;
    }

    Frame merge(int number, List<Integer> ids, List<Message> messages) {
        sent.put(number, ids);
        parts.addAll(ids);
        world.reached(Marker.MERGED_REQUESTS);
        boolean named = kind.parsed().understandsBatchResult();
        return Frame.oneWay(number, new MergedWarpMessage(messages, named ? ids : List.of()));
    }

    /** The connection is gone, and all that waited on it. */
    void clear() {
        sent.clear();
        parts.clear();
        formsSeen.clear();
    }

    /** Returns whether it was an answer to a merge, or to a part of one. */
    boolean unpack(Frame frame, Message body, BiConsumer<Integer, Message> answer) {
        if (body instanceof MergeResultMessage all) {
            world.reached(Marker.MERGE_ANSWERED_AS_A_WHOLE);
            List<Integer> ids = new ArrayList<>(sent.getOrDefault(frame.requestId(), List.of()));
            require(!formsSeen.contains("batch") && ids.size() == all.msgs().size(), frame);
            for (int i = 0; i < ids.size(); i++) {
                answer.accept(ids.get(i), all.msgs().get(i));
            }
        } else if (body instanceof BatchResultMessage some) {
            world.reached(Marker.MERGE_ANSWERED_IN_BATCHES);
            formsSeen.add("batch");
            require(kind.parsed().understandsBatchResult() && sent.containsKey(frame.requestId()), frame);
            for (int i = 0; i < some.msgIds().size(); i++) {
                answer.accept(some.msgIds().get(i), some.resultMessages().get(i));
            }
        } else if (parts.contains(frame.requestId())) {
            world.reached(Marker.MERGE_ANSWERED_ONE_BY_ONE);
            require(kind.parsed().understandsIndividualAnswers(), frame);
            answer.accept(frame.requestId(), body);
        } else {
            return false;
        }
        return true;
    }

    private void require(boolean readable, Frame frame) {
        if (!readable) {
            throw new Violation(
                    Promise.READABLE_ANSWERS,
                    "Expected the answers to a merge of " + kind + " in a form that it reads, but got " + frame);
        }
    }
}
