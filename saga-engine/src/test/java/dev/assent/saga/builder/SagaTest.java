package dev.assent.saga.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.saga.definition.CatchRule;
import dev.assent.saga.definition.Choice;
import dev.assent.saga.definition.Machine;
import dev.assent.saga.definition.MachineReader;
import dev.assent.saga.definition.OnUnknown;
import dev.assent.saga.definition.RecoverStrategy;
import dev.assent.saga.definition.RetryRule;
import dev.assent.saga.definition.ScriptTask;
import dev.assent.saga.definition.ServiceTask;
import dev.assent.saga.definition.State;
import dev.assent.saga.definition.StateStatus;
import dev.assent.saga.definition.SubStateMachine;
import dev.assent.saga.definition.TaskSettings;
import dev.assent.saga.definition.TaskState;
import dev.assent.saga.definition.Wait;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SagaTest {
    record Booking(String id) {}

    enum Board {
        FULL,
        HALF
    }

    interface Hotel {
        Booking book(String guest, int nights);

        void cancel(Booking room);

        int stars();

        String stay(String guest, Board board, long[] days, String[] names);
    }

    interface Bank {
        boolean pay(String guest, BigDecimal price) throws IOException;
    }

    private static final Variable<String> GUEST = Variable.named("guest", String.class);
    private static final Variable<BigDecimal> PRICE = Variable.named("price", BigDecimal.class);
    private static final Variable<Booking> ROOM = Variable.named("room", Booking.class);
    private static final Variable<List<String>> GUESTS = Variable.named("guests", List.class);
    private static final Service<Hotel> HOTEL = Service.named("hotel", Hotel.class);
    private static final Service<Bank> BANK = Service.named("bank", Bank.class);

    private static <T extends State> T state(Machine machine, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(machine.states().get(name)));
    }

    private static TaskSettings settings(Machine machine, String name) {
        return state(machine, name, TaskState.class).settings();
    }

    @Test
    void aSagaIsTheMachineThatItsJsonIs() {
        Machine trip = Saga.named("trip")
                .version("2")
                .recover(RecoverStrategy.FORWARD)
                .step(
                        "Room",
                        HOTEL.call(Hotel::book, GUEST, Argument.of(3)),
                        step -> step.into(ROOM).undo(HOTEL.run(Hotel::cancel, ROOM)))
                .step("Pay", BANK.call(Bank::pay, GUEST, PRICE))
                .succeed("Booked")
                .undoOnFailure()
                .build();
        Machine read = MachineReader.read("trip.json", """
                {"Name": "trip", "Version": "2", "RecoverStrategy": "Forward", "StartState": "Room", "States": {
                  "Room": {"Type": "ServiceTask", "ServiceName": "hotel", "ServiceMethod": "book",
                    "ParameterTypes": ["java.lang.String", "int"], "Input": ["$.[guest]", 3], "Output": {"room": "$.#root"},
                    "CompensateState": "UndoRoom", "Next": "Pay", "Catch": [{"Exceptions": ["java.lang.Throwable"], "Next": "Undo"}]},
                  "Pay": {"Type": "ServiceTask", "ServiceName": "bank", "ServiceMethod": "pay",
                    "ParameterTypes": ["java.lang.String", "java.math.BigDecimal"], "Input": ["$.[guest]", "$.[price]"],
                    "Next": "Booked", "Catch": [{"Exceptions": ["java.lang.Throwable"], "Next": "Undo"}]},
                  "Booked": {"Type": "Succeed"},
                  "Undo": {"Type": "CompensationTrigger", "Next": "Undone"},
                  "Undone": {"Type": "Fail", "ErrorCode": "UNDONE", "Message": "a step failed, and what was done before it is undone"},
                  "UndoRoom": {"Type": "ServiceTask", "ServiceName": "hotel", "ServiceMethod": "cancel",
                    "ParameterTypes": ["%s"], "Input": ["$.[room]"]}}}""".formatted(Booking.class.getName()));
        assertThat(trip)
                .usingRecursiveComparison()
                .ignoringFields("text", "hash")
                .isEqualTo(read);
        assertThat(List.copyOf(trip.states().keySet()))
                .isEqualTo(List.copyOf(read.states().keySet()));
        assertThat(MachineReader.read("again", trip.text())).isEqualTo(trip);
    }

    @Test
    void aMethodReferenceGivesNameAndParameterTypes() {
        Machine machine = Saga.named("m")
                .step("Stars", HOTEL.call(Hotel::stars))
                .step(
                        "Stay",
                        HOTEL.call(
                                Hotel::stay,
                                GUEST,
                                Argument.of(Board.HALF),
                                Argument.of(new long[] {1, 2}),
                                Argument.of(new String[] {"$x"})))
                .build();
        ServiceTask stay = state(machine, "Stay", ServiceTask.class);
        assertThat(state(machine, "Stars", ServiceTask.class).parameterTypes()).isEmpty();
        assertThat(stay.serviceMethod()).isEqualTo("stay");
        assertThat(stay.parameterTypes())
                .containsExactly("java.lang.String", Board.class.getName(), "[J", "[Ljava.lang.String;");
        assertThat(stay.settings().input().subList(0, 3)).containsExactly("$.[guest]", "HALF", List.of(1, 2));
        assertThat(stay.settings().input().get(3)).isEqualTo(List.of("$.'$x'"));
    }

    @Test
    void aLambdaHasNoNameToCallItBy() {
        assertThatThrownBy(() -> HOTEL.call(hotel -> hotel.stars()))
                .hasMessage("ASN-6151: Expected a reference to a method of " + Hotel.class.getName()
                        + ", as in Hotel::book, but got another lambda.");
    }

    @Test
    void aLiteralThatLooksLikeAnExpressionStaysALiteral() {
        Machine machine = Saga.named("m")
                .step("S", HOTEL.call(Hotel::book, Argument.of("$5 isn't much"), Argument.of(1)))
                .build();
        assertThat(settings(machine, "S").input()).containsExactly("$.'$5 isn''t much'", 1);
    }

    @Test
    void namesThatTheLanguageKnowsAreQuoted() {
        assertThat(Variable.<String>named("guest", String.class)
                        .equalTo("O'Hara")
                        .expression())
                .isEqualTo("[guest] == 'O''Hara'");
        assertThat(Variable.<Integer>named("a b", Integer.class).greaterThan(3).expression())
                .isEqualTo("['a b'] > 3");
        assertThat(Variable.<Long>named("new", Long.class).lessThan(3L).expression())
                .isEqualTo("['new'] < 3L");
        assertThat(Variable.<Board>named("board", Board.class)
                        .notEqualTo(Board.FULL)
                        .expression())
                .isEqualTo("[board] != 'FULL'");
    }

    @Test
    void aChoiceLeadsWhereItsConditionsSay() {
        Machine machine = Saga.named("m")
                .choice(
                        "Which",
                        which -> which.when(PRICE.isNull().or(GUEST.equalTo("Ada")), "Free")
                                .when(PRICE.isNull().not().and(Condition.of("[price] > 9")), "Dear")
                                .otherwise("Dear"))
                .succeed("Free")
                .fail("Dear", "DEAR", "too dear")
                .build();
        Choice choice = state(machine, "Which", Choice.class);
        assertThat(choice.choices())
                .containsExactly(
                        new Choice.Branch("([price] == null) || ([guest] == 'Ada')", "Free"),
                        new Choice.Branch("(!([price] == null)) && ([price] > 9)", "Dear"));
        assertThat(choice.defaultState()).isEqualTo("Dear");
        assertThat(choice.next()).isNull();
        assertThat(state(machine, "Free", State.class).next()).isNull();
    }

    @Test
    void aStepHasRetriesCatchesStatusAndRules() {
        Machine machine = Saga.named("m")
                .step(
                        "Pay",
                        BANK.call(Bank::pay, GUEST, PRICE),
                        step -> step.retry(Retry.times(3, Duration.ofMillis(500))
                                        .on(IOException.class)
                                        .longest(Duration.ofMinutes(1)))
                                .retry(Retry.times(1, Duration.ZERO).rate(1).jitter(0))
                                .caught(IOException.class, "End")
                                .status(Condition.of("#root == true"), StateStatus.SU)
                                .status(Exception.class, StateStatus.UN)
                                .timeout(Duration.ofSeconds(5))
                                .ask("paid")
                                .forUpdate()
                                .comment("takes the money"))
                .succeed("End")
                .build();
        ServiceTask pay = state(machine, "Pay", ServiceTask.class);
        assertThat(pay.settings().retry())
                .containsExactly(
                        new RetryRule(List.of("java.io.IOException"), 0.5, 3, 2, true, 60.0, 0.2),
                        new RetryRule(List.of(), 0, 1, 1, true, null, 0));
        assertThat(pay.settings().catches()).containsExactly(new CatchRule(List.of("java.io.IOException"), "End"));
        assertThat(pay.settings().status())
                .containsExactly(
                        Map.entry("#root == true", StateStatus.SU),
                        Map.entry("$Exception{java.lang.Exception}", StateStatus.UN));
        assertThat(pay.settings().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(pay.settings().onUnknown()).isEqualTo(OnUnknown.ASK);
        assertThat(pay.statusMethod()).isEqualTo("paid");
        assertThat(pay.settings().forUpdate()).isTrue();
        assertThat(pay.comment()).isEqualTo("takes the money");
    }

    @Test
    void loopsMachinesScriptsAndWaitsAreStatesToo() {
        Variable<Collection<String>> names = Variable.named("guests", Collection.class);
        Machine machine = Saga.named("m")
                .step("Each", HOTEL.call(Hotel::book, GUEST, Argument.of(1)), step -> step.forEach(GUESTS, GUEST, 4))
                .step("Again", HOTEL.call(Hotel::book, GUEST, Argument.of(1)), step -> step.forEach(names, GUEST, 1))
                .machine("Sub", "other", Map.of("who", GUEST), step -> step.output(ROOM, "$.[room]"))
                .script("Script", "groovy", "who + '!'", Map.of("who", GUEST), step -> step.then("Pause"))
                .pause("Pause", Duration.ofDays(2))
                .pauseUntil("Until", Argument.expression("$.[day]", String.class))
                .signal("Paid", "paid", Duration.ofHours(1), "Late")
                .succeed("End")
                .undoAll("Late")
                .build();
        assertThat(Objects.requireNonNull(settings(machine, "Each").loop()).parallel())
                .isEqualTo(4);
        assertThat(Objects.requireNonNull(settings(machine, "Each").loop()).collection())
                .isEqualTo("$.[guests]");
        assertThat(state(machine, "Sub", SubStateMachine.class).stateMachineName())
                .isEqualTo("other");
        assertThat(settings(machine, "Sub").input()).containsExactly(Map.of("who", "$.[guest]"));
        assertThat(state(machine, "Script", ScriptTask.class).scriptContent()).isEqualTo("who + '!'");
        assertThat(state(machine, "Pause", Wait.class).seconds()).isEqualTo(172_800);
        assertThat(state(machine, "Until", Wait.class).until()).isEqualTo("$.[day]");
        assertThat(state(machine, "Paid", Wait.class).timeoutNext()).isEqualTo("Late");
    }

    @Test
    void aNameIsTakenOnce() {
        assertThatThrownBy(() -> Saga.named("m").succeed("End").succeed("End"))
                .hasMessage(
                        "ASN-6153: Expected each state of saga m to have a name of its own, but two are named End.");
    }
}
