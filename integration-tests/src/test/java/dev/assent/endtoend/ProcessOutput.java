package dev.assent.endtoend;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the data sources say in the log while it is open. */
final class ProcessOutput implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.assent.datasource");
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    ProcessOutput() {
        events.start();
        logger.addAppender(events);
    }

    /** Warnings and worse. */
    List<String> warnings() {
        return List.copyOf(events.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(events);
    }
}
