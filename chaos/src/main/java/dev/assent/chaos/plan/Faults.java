package dev.assent.chaos.plan;

import dev.assent.protocol.MessageType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The plan of faults: a function of the seed alone. Each fault happens after a number of events from the shops. There
 * are two independent sequences, one of faults to processes and one of faults to connections.
 */
public final class Faults {
    /** After this number of faults to processes each kind has happened. */
    public static final int ENOUGH = 4;

    private static final int COORDINATOR_PERCENT = 40;
    private static final int KILL_PERCENT = 65;
    private static final int LONG_PERCENT = 15;
    private static final List<ProcessRole> SERVICES =
            List.of(ProcessRole.ORDERS, ProcessRole.STOCK, ProcessRole.ACCOUNT);
    private static final List<ProcessRole> SHOPS = List.of(ProcessRole.SHOP_1, ProcessRole.SHOP_2);
    private static final List<ProcessRole> OTHERS =
            Stream.of(SERVICES, SHOPS).flatMap(List::stream).toList();
    private static final List<MessageType> OF_SHOPS = List.of(
            MessageType.GLOBAL_BEGIN_REQUEST,
            MessageType.GLOBAL_BEGIN_RESPONSE,
            MessageType.GLOBAL_COMMIT_REQUEST,
            MessageType.GLOBAL_COMMIT_RESPONSE,
            MessageType.GLOBAL_ROLLBACK_REQUEST,
            MessageType.GLOBAL_ROLLBACK_RESPONSE);
    private static final List<MessageType> OF_SERVICES = List.of(
            MessageType.BRANCH_REGISTER_REQUEST,
            MessageType.BRANCH_REGISTER_RESPONSE,
            MessageType.BRANCH_COMMIT_REQUEST,
            MessageType.BRANCH_COMMIT_RESPONSE,
            MessageType.BRANCH_ROLLBACK_REQUEST,
            MessageType.BRANCH_ROLLBACK_RESPONSE);

    private final Random processes;
    private final Random lines;
    private final Queue<ProcessFault> firstProcessFaults;
    private final Queue<ConnectionFault.Act> firstConnectionFaults;

    public Faults(long seed) {
        processes = new Random(seed);
        lines = new Random(~seed);
        firstProcessFaults = new ArrayDeque<>(prelude());
        List<ConnectionFault.Act> each = new ArrayList<>(List.of(ConnectionFault.Act.values()));
        Collections.shuffle(each, lines);
        firstConnectionFaults = new ArrayDeque<>(each);
    }

    /** One fault of each kind, so that a short campaign has them all. */
    private List<ProcessFault> prelude() {
        List<ProcessFault> faults = new ArrayList<>();
        faults.add(on(ProcessRole.COORDINATOR, ProcessFault.Act.KILL));
        faults.add(on(any(SERVICES, processes), ProcessFault.Act.KILL));
        faults.add(on(any(SHOPS, processes), ProcessFault.Act.KILL));
        faults.add(on(any(List.of(ProcessRole.values()), processes), ProcessFault.Act.FREEZE));
        Collections.shuffle(faults, processes);
        return faults;
    }

    public ProcessFault nextProcessFault() {
        ProcessFault first = firstProcessFaults.poll();
        if (first != null) {
            return first;
        }
        ProcessRole victim =
                processes.nextInt(100) < COORDINATOR_PERCENT ? ProcessRole.COORDINATOR : any(OTHERS, processes);
        return on(victim, processes.nextInt(100) < KILL_PERCENT ? ProcessFault.Act.KILL : ProcessFault.Act.FREEZE);
    }

    private ProcessFault on(ProcessRole victim, ProcessFault.Act act) {
        int after = processes.nextInt(30, 400);
        return new ProcessFault(
                after, victim, act, act == ProcessFault.Act.FREEZE ? howLong(processes) : Duration.ZERO);
    }

    public ConnectionFault nextConnectionFault() {
        ConnectionFault.Act first = firstConnectionFaults.poll();
        ConnectionFault.Act act = first != null ? first : any(List.of(ConnectionFault.Act.values()), lines);
        int after = first != null ? lines.nextInt(5, 40) : lines.nextInt(20, 200);
        return switch (act) {
            case CUT_BEFORE, CUT_WITHIN, CUT_AFTER -> atMessage(after, act, Duration.ZERO);
            case DELAY, STALL -> atMessage(after, act, howLong(lines));
            case DROP_ANSWER ->
                new ConnectionFault(
                        after, any(SHOPS, lines), act, Optional.of(MessageType.GLOBAL_COMMIT_RESPONSE), Duration.ZERO);
            case CUT_DATABASE, CUT_CALLS ->
                new ConnectionFault(after, any(SERVICES, lines), act, Optional.empty(), Duration.ZERO);
        };
    }

    private ConnectionFault atMessage(int after, ConnectionFault.Act act, Duration lasts) {
        boolean shop = lines.nextBoolean();
        ProcessRole victim = any(shop ? SHOPS : SERVICES, lines);
        MessageType at = any(shop ? OF_SHOPS : OF_SERVICES, lines);
        return new ConnectionFault(after, victim, act, Optional.of(at), lasts);
    }

    /** Mostly a short time, sometimes longer than the time-out of a transaction. */
    private static Duration howLong(Random random) {
        return Duration.ofMillis(
                random.nextInt(100) < LONG_PERCENT ? random.nextInt(5_000, 8_000) : random.nextInt(100, 1_500));
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
