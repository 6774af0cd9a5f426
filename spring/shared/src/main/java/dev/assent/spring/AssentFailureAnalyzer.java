package dev.assent.spring;

import dev.assent.model.AssentException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows one of our errors that stopped the start as what was seen and what to do, in place of a stack trace. */
final class AssentFailureAnalyzer extends AbstractFailureAnalyzer<AssentException> {
    private static final String END_OF_SENTENCE = ". ";

    @Override
    protected FailureAnalysis analyze(Throwable root, AssentException cause) {
        String text = String.valueOf(cause.getMessage());
        int end = text.indexOf(END_OF_SENTENCE);
        return end < 0
                ? new FailureAnalysis(text, "See docs/spring.md.", cause)
                : new FailureAnalysis(
                        text.substring(0, end + 1), text.substring(end + END_OF_SENTENCE.length()), cause);
    }
}
