package dev.assent.server.loop;

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

    private AtApplicationData() {}

    static boolean holdsLocalTransaction(@Nullable String applicationData) {
        if (applicationData == null || !applicationData.contains(AUTO_COMMIT)) {
            return false;
        }
        try (JsonParser json = new JsonFactory().createParser(applicationData)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals(AUTO_COMMIT)) {
                    return value == JsonToken.VALUE_FALSE;
                }
                json.skipChildren();
            }
            return false;
        } catch (IOException e) {
            return false; // as Seata does: what cannot be read says nothing
        }
    }
}
