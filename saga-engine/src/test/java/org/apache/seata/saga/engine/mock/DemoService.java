package org.apache.seata.saga.engine.mock;

import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The service of the conformance machines: returns its map, or throws if the map says so. No method waits, whatever {@code
 * sleepTime} says.
 */
public final class DemoService {
    private final Consumer<String> calls;
    private final boolean connects;

    /** @param connects whether the random method fails to connect */
    public DemoService(Consumer<String> calls, boolean connects) {
        this.calls = calls;
        this.connects = connects;
    }

    public @Nullable Map<String, Object> foo(@Nullable Map<String, Object> input) {
        return answer("foo", input);
    }

    public @Nullable Map<String, Object> bar(@Nullable Map<String, Object> input) {
        return answer("bar", input);
    }

    public @Nullable Map<String, Object> compensateFoo(@Nullable Map<String, Object> input) {
        return answer("compensateFoo", input);
    }

    public @Nullable Map<String, Object> compensateBar(@Nullable Map<String, Object> input) {
        return answer("compensateBar", input);
    }

    private @Nullable Map<String, Object> answer(String method, @Nullable Map<String, Object> input) {
        calls.accept(method + "(" + input + ")");
        if (input != null && "true".equals(input.get("throwException"))) {
            throw new DemoException(method + " execute failed");
        }
        return input;
    }

    public @Nullable Map<String, Object> randomExceptionMethod(@Nullable Map<String, Object> input) {
        calls.accept("randomExceptionMethod(" + input + ")");
        throw connects
                ? new RuntimeException(new ConnectException("Connect Exception"))
                : new DemoException("randomExceptionMethod execute failed");
    }

    public @Nullable People complexParameterMethod(
            String name,
            int age,
            @Nullable People people,
            People @Nullable [] array,
            @Nullable List<People> list,
            @Nullable Map<String, People> map) {
        calls.accept("complexParameterMethod(" + name + ", " + age + ")");
        return people;
    }

    public @Nullable Object interfaceParameterMethod(@Nullable Object career) {
        calls.accept("interfaceParameterMethod(" + career + ")");
        return career;
    }

    /** What the machines with complex parameters pass. */
    public static class People {
        public @Nullable String name;
        public int age;
        public People @Nullable [] childrenArray;
        public @Nullable List<People> childrenList;
        public @Nullable Map<String, People> childrenMap;
        public @Nullable Object career;
    }
}
