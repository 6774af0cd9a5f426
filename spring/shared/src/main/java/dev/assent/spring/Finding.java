package dev.assent.spring;

/**
 * One thing that the doctor has seen.
 *
 * @param about what it is about: a bean, a property, the coordinator
 * @param sentence what was seen; of a problem also what to do
 */
public record Finding(Level level, String about, String sentence) {
    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        FINE,
        /** It may be meant so. */
        NOTE,
        /** Something will not work, or will not be rolled back. */
        PROBLEM
    }

    static Finding fine(String about, String sentence) {
        return new Finding(Level.FINE, about, sentence);
    }

    static Finding note(String about, String sentence) {
        return new Finding(Level.NOTE, about, sentence);
    }

    static Finding problem(String about, String sentence) {
        return new Finding(Level.PROBLEM, about, sentence);
    }
}
