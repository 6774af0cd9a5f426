package dev.assent.saga.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class MachineReaderTest {
    private static Machine read(String json) {
        return MachineReader.read("booking.json", json.replace('\'', '"'));
    }

    private static <T extends State> T state(Machine machine, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(machine.states().get(name)));
    }

    private static List<String> problems(String json) {
        return catchThrowableOfType(InvalidMachine.class, () -> read(json)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    /** A machine of one state, whose attributes these are. */
    private static String one(String attributes) {
        return "{'Name': 'm', 'StartState': 'S', 'States': {'S': {" + attributes + "}}}";
    }

    private static String service(String attributes) {
        return one("'Type': 'ServiceTask', 'ServiceName': 's', 'ServiceMethod': 'm', " + attributes);
    }

    private static TaskSettings settings(String attributes) {
        return state(read(service(attributes)), "S", TaskState.class).settings();
    }

    @Test
    void theMachineHasWhatStandsAtTheTop() {
        Machine machine = read("{'Name': 'booking', 'Version': '2', 'Comment': 'a trip', 'StartState': 'S',"
                + " 'RecoverStrategy': 'Forward', 'IsPersist': false, 'IsRetryPersistModeUpdate': true,"
                + " 'States': {'S': {'Type': 'Succeed'}}}");
        assertThat(machine.name()).isEqualTo("booking");
        assertThat(machine.version()).isEqualTo("2");
        assertThat(machine.recoverStrategy()).isEqualTo(RecoverStrategy.FORWARD);
        assertThat(machine.persist()).isFalse();
        assertThat(machine.retryPersistModeUpdate()).isTrue();
        assertThat(machine.compensatePersistModeUpdate()).isNull();
        assertThat(machine.hash()).hasSize(64);
    }

    @Test
    void keysThatTheLanguageDoesNotKnowAreLeftOut() {
        assertThat(read(one("'Type': 'Succeed', 'style': {'x': 1}, 'catch': {}, 'edge': []"))
                        .states())
                .containsOnlyKeys("S");
    }

    @Test
    void aTypeIsReadInAnyCase() {
        assertThat(read(one("'Type': 'succeed'")).states().get("S")).isInstanceOf(Succeed.class);
    }

    @Test
    void aStateWithACompensationIsForUpdateAndMakesItsTargetOneForCompensation() {
        Machine machine = read("{'Name': 'm', 'StartState': 'A', 'States': {"
                + "'A': {'Type': 'ServiceTask', 'ServiceName': 's', 'ServiceMethod': 'a', 'CompensateState': 'B'},"
                + "'B': {'Type': 'ServiceTask', 'ServiceName': 's', 'ServiceMethod': 'b'}}}");
        assertThat(state(machine, "A", TaskState.class).settings().forUpdate()).isTrue();
        assertThat(state(machine, "B", TaskState.class).settings().forCompensation())
                .isTrue();
    }

    @Test
    void aScriptIsNeverForUpdateAndNeverPersisted() {
        Machine machine =
                read(one("'Type': 'ScriptTask', 'ScriptContent': '1', 'IsForUpdate': true, 'IsForCompensation': true"));
        ScriptTask script = state(machine, "S", ScriptTask.class);
        assertThat(script.scriptType()).isEqualTo("groovy");
        assertThat(script.settings().forUpdate()).isFalse();
        assertThat(script.settings().forCompensation()).isFalse();
        assertThat(script.settings().persist()).isFalse();
    }

    @Test
    void theSettingsOfATaskKeepTheirOrderAndTheirKinds() {
        TaskSettings settings = settings("'Input': ['$.[a]', 1, 2.5, true, null, {'b': [3000000000]}],"
                + " 'Output': {'x': '$.#root'}, 'Status': {'#root == true': 'SU', '$Exception{java.lang.Throwable}': 'UN'},"
                + " 'Retry': [{'Exceptions': ['a.B'], 'IntervalSeconds': 2, 'MaxAttempts': 3, 'BackoffRate': 1.5}, {'MaxAttempts': 1}],"
                + " 'Catch': [{'Exceptions': ['java.lang.Throwable'], 'Next': 'S'}]".replace("'S'", "'S'"));
        assertThat(settings.input()).containsExactly("$.[a]", 1, 2.5, true, null, Map.of("b", List.of(3_000_000_000L)));
        assertThat(settings.status())
                .containsExactly(
                        Map.entry("#root == true", StateStatus.SU),
                        Map.entry("$Exception{java.lang.Throwable}", StateStatus.UN));
        assertThat(settings.retry())
                .containsExactly(
                        new RetryRule(List.of("a.B"), 2, 3, 1.5, false, null, 0),
                        new RetryRule(List.of(), 0, 1, 0, false, null, 0));
        assertThat(settings.catches()).containsExactly(new CatchRule(List.of("java.lang.Throwable"), "S"));
    }

    @Test
    void emptyAttributesCountAsAbsentOnes() {
        TaskSettings settings = settings("'Retry': [], 'Output': {}, 'Status': {}, 'Catch': []");
        assertThat(settings).isEqualTo(TaskSettings.DEFAULTS);
        assertThat(settings("'Input': [{}]").input()).containsExactly(Map.of());
    }

    @Test
    void aLoopHasSeatasDefaultsAndAnyParallelCounts() {
        Loop loop =
                settings("'Loop': {'Parallel': 'x', 'Collection': '$.[list]'}").loop();
        assertThat(loop)
                .isEqualTo(new Loop(
                        1, "$.[list]", "loopElement", "loopCounter", "[nrOfInstances] == [nrOfCompletedInstances]"));
    }

    @Test
    void aChoiceHasItsBranchesInOrder() {
        Machine machine = read("{'Name': 'm', 'StartState': 'C', 'States': {'C': {'Type': 'Choice', 'Default': 'E',"
                + " 'Choices': [{'Expression': '[a] == 1', 'Next': 'E'}, {'Expression': '[a] == 2', 'Next': 'E'}]},"
                + " 'E': {'Type': 'Succeed'}}}");
        assertThat(state(machine, "C", Choice.class).choices())
                .extracting(Choice.Branch::expression)
                .containsExactly("[a] == 1", "[a] == 2");
    }

    @Test
    void everyProblemIsListedWithStateAndAttribute() {
        assertThat(problems("{'Name': '', 'StartState': 'X', 'RecoverStrategy': 'Back', 'States': {"
                        + "'A': {'Type': 'Parallel'}, 'B': {'Type': 'ServiceTask', 'ServiceName': 's', 'IsForUpdate': 'yes',"
                        + " 'Retry': [{'Exceptions': 'a.B'}], 'Status': {'true': 'OK'}}}}"))
                .containsExactly(
                        "state A, Type: expected ServiceTask, ScriptTask, SubStateMachine, CompensateSubMachine, Choice, Wait,"
                                + " Succeed, Fail or CompensationTrigger, but got 'Parallel'",
                        "state B, IsForUpdate: expected true or false, but got \"yes\"",
                        "state B, Retry[0].MaxAttempts: expected a number, but it is missing",
                        "state B, Retry[0].Exceptions: expected an array, but got \"a.B\"",
                        "state B, Status: expected SU, FA or UN for 'true', but got \"OK\"",
                        "state B, ServiceMethod: expected a text, but it is missing",
                        "machine, Name: expected a text, but it is empty",
                        "machine, RecoverStrategy: expected Compensate or Forward, but got 'Back'");
    }

    @Test
    void everyTargetHasToExistTheOneOfACompensationToo() {
        assertThat(problems(
                        "{'Name': 'm', 'StartState': 'X', 'States': {'A': {'Type': 'ServiceTask', 'ServiceName': 's',"
                                + " 'ServiceMethod': 'm', 'Next': 'N', 'CompensateState': 'U',"
                                + " 'Catch': [{'Exceptions': ['e'], 'Next': 'H'}]}}}"))
                .containsExactly(
                        "machine, StartState: expected the name of a state, but there is no state 'X'",
                        "state A, Next: expected the name of a state, but there is no state 'N'",
                        "state A, Catch[0].Next: expected the name of a state, but there is no state 'H'",
                        "state A, CompensateState: expected the name of a state, but there is no state 'U'");
    }

    @Test
    void aCircleWithoutAWayOutIsRefusedAndOneWithAWayOutIsNot() {
        String circle = "{'Name': 'm', 'StartState': 'A', 'States': {"
                + "'A': {'Type': 'ServiceTask', 'ServiceName': 's', 'ServiceMethod': 'a', 'Next': 'B'},"
                + "'B': {'Type': 'Choice', 'Choices': [{'Expression': '[a]', 'Next': 'A'}], 'Default': '%s'},"
                + "'E': {'Type': 'Succeed'}}}";
        assertThat(problems(circle.formatted("A")))
                .containsExactly(
                        "state A: expected a way to an end, but each way from here leads back",
                        "state B: expected a way to an end, but each way from here leads back");
        assertThat(read(circle.formatted("E")).states()).hasSize(3);
    }

    @Test
    void aMachineDoesNotCallItself() {
        assertThat(problems(one("'Type': 'SubStateMachine', 'StateMachineName': 'm'")))
                .containsExactly("state S, StateMachineName: expected another machine than m itself");
    }

    @Test
    void eachExpressionIsParsed() {
        assertThat(problems("{'Name': 'm', 'StartState': 'C', 'States': {'C': {'Type': 'Choice', 'Default': 'S',"
                        + " 'Choices': [{'Expression': '[a] ==', 'Next': 'S'}]},"
                        + "'S': {'Type': 'ServiceTask', 'ServiceName': 's', 'ServiceMethod': 'm',"
                        + " 'Input': [{'x': ['$.T(Runtime)']}, '[a'], 'Output': {'y': '$.[b'}, 'Status': {'#root = 1': 'SU'},"
                        + " 'Loop': {'Parallel': 1, 'Collection': '$list'}}}}"))
                .satisfiesExactly(
                        each -> assertThat(each).startsWith("state C, Choices[0].Expression: ASN-6201"),
                        each -> assertThat(each)
                                .isEqualTo("state S, Input[0].x[0]: ASN-6202: Expected expression '$.T(Runtime)'"
                                        + " only to read values, but it has a type."),
                        each -> assertThat(each).startsWith("state S, Output.y: ASN-6201"),
                        each -> assertThat(each).startsWith("state S, Status: ASN-6202"),
                        each -> assertThat(each).startsWith("state S, Loop.Collection: ASN-6201"));
    }

    @Test
    void theDefaultAmongTheBranchesIsTheDefault() {
        Machine machine = read("{'Name': 'm', 'StartState': 'C', 'States': {'C': {'Type': 'Choice', 'Default': 'E',"
                + " 'Choices': [{'Expression': '[a]', 'Next': 'E'}, {'Expression': '', 'Next': 'E'}, {'Next': 'E'}]},"
                + " 'E': {'Type': 'Succeed'}}}");
        assertThat(state(machine, "C", Choice.class).choices())
                .extracting(Choice.Branch::expression)
                .containsExactly("[a]");
    }

    /** Reads a folder of definitions: {@code -Dassent.saga.definitions=DIR}. */
    @Test
    @EnabledIfSystemProperty(named = "assent.saga.definitions", matches = ".+")
    void theDefinitionsOfAFolderAreRead() throws IOException {
        Path folder = Path.of(System.getProperty("assent.saga.definitions"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".json"))
                            .filter(file -> !file.getFileName().toString().startsWith("expected-")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(MachineReader.read(file.toString(), Files.readString(file))
                                    .states())
                            .isNotEmpty());
        }
    }

    @Test
    void aRepeatedNameIsRefused() {
        assertThat(
                        problems(
                                "{'Name': 'm', 'StartState': 'A', 'States': {'A': {'Type': 'Succeed'}, 'A': {'Type': 'Fail'}}}"))
                .containsExactly("state A: expected a name of its own, but another state has it too");
    }

    @Test
    void whatIsNoJsonSaysWhere() {
        assertThatThrownBy(() -> read("{'Name': "))
                .isInstanceOf(InvalidMachine.class)
                .hasMessageContaining("ASN-6101")
                .hasMessageContaining("booking.json")
                .hasMessageContaining("line 1");
        assertThat(problems("[]")).containsExactly("machine: expected a JSON object");
    }

    @Test
    void aWaitIsForOneThing() {
        assertThat(state(read(one("'Type': 'Wait', 'Seconds': 90")), "S", Wait.class)
                        .seconds())
                .isEqualTo(90);
        assertThat(problems(one("'Type': 'Wait', 'Seconds': 90, 'Signal': 'paid'")))
                .containsExactly("state S: expected one of Seconds, Until and Signal");
    }

    @Test
    void aGraphIsTheSameMachine() {
        Machine machine = read("""
                {'nodes': [
                  {'id': '1', 'stateId': 'Start', 'stateType': 'Start', 'stateProps': {'StateMachine': {'Name': 'trip', 'Version': '1'}}},
                  {'id': '2', 'stateId': 'Book', 'stateType': 'ServiceTask', 'label': 'a room', 'x': 100, 'y': 100, 'size': '100*40',
                   'stateProps': {'ServiceName': 'hotel', 'ServiceMethod': 'book'}},
                  {'id': '3', 'stateId': 'Cancel', 'stateType': 'Compensation', 'x': 300, 'y': 100, 'size': '100*40',
                   'stateProps': {'ServiceName': 'hotel', 'ServiceMethod': 'cancel'}},
                  {'id': '4', 'stateId': 'Catch', 'stateType': 'Catch', 'x': 150, 'y': 120, 'size': '39*39'},
                  {'id': '5', 'stateId': 'Undo', 'stateType': 'CompensationTrigger', 'x': 100, 'y': 300, 'size': '100*40'},
                  {'id': '6', 'stateId': 'Which', 'stateType': 'Choice', 'x': 100, 'y': 200, 'size': '80*72'},
                  {'id': '7', 'stateId': 'Done', 'stateType': 'Succeed', 'x': 100, 'y': 400, 'size': '72*72'}],
                 'edges': [
                  {'source': '1', 'target': '2'}, {'source': '2', 'target': '3'}, {'source': '2', 'target': '6'},
                  {'source': '4', 'target': '5', 'stateProps': {'Exceptions': ['java.lang.Throwable']}},
                  {'source': '6', 'target': '5', 'stateProps': {'Expression': '[full]'}},
                  {'source': '6', 'target': '7', 'stateProps': {'Default': true}}]}
                """);
        assertThat(machine.name()).isEqualTo("trip");
        assertThat(machine.startState()).isEqualTo("Book");
        ServiceTask book = state(machine, "Book", ServiceTask.class);
        assertThat(book.comment()).isEqualTo("a room");
        assertThat(book.next()).isEqualTo("Which");
        assertThat(book.settings().compensateState()).isEqualTo("Cancel");
        assertThat(book.settings().catches()).containsExactly(new CatchRule(List.of("java.lang.Throwable"), "Undo"));
        Choice which = state(machine, "Which", Choice.class);
        assertThat(which.choices()).containsExactly(new Choice.Branch("[full]", "Undo"));
        assertThat(which.defaultState()).isEqualTo("Done");
        assertThat(machine.states()).containsOnlyKeys("Book", "Cancel", "Undo", "Which", "Done");
    }
}
