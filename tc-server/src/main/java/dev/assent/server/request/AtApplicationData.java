package dev.assent.server.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an AT branch says of itself: {@code {"autoCommit":false}} means that the application, not the data source, began
 * the local transaction, so it stays open while the application waits. Absent or unreadable means true.
 */
final class AtApplicationData {
    private static final String AUTO_COMMIT = "autoCommit";

    private final JsonFactory json = new JsonFactory();

    boolean holdsLocalTransaction(@Nullable String applicationData) {
        if (applicationData == null || !applicationData.contains(AUTO_COMMIT)) {
            return false;
        }
        try (JsonParser in = json.createParser(applicationData)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals(AUTO_COMMIT)) {
                    return value == JsonToken.VALUE_FALSE;
                }
                in.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false; // as Seata does: what cannot be read says nothing
        }
    }
}
