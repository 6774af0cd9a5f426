package dev.assent.saga.definition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** States of one name, of which a tree of JSON keeps the last without a word. */
final class RepeatedStates {

    private RepeatedStates() {}

    static void find(String json, Problems problems) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean states = parser.currentName().equals("States");
                JsonToken value = parser.nextToken();
                if (states && value == JsonToken.START_OBJECT) {
                    inside(parser, problems);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it was read once before
        }
    }

    private static void inside(JsonParser parser, Problems problems) throws IOException {
        Set<String> names = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (!names.add(name)) {
                problems.add(name, "", "expected a name of its own, but another state has it too");
            }
            parser.nextToken();
            parser.skipChildren();
        }
    }
}
