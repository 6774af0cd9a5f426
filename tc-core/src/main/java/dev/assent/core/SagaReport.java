package dev.assent.core;

/** What a saga's engine says of the whole saga. */
public enum SagaReport {
    /** All of it is done. The last word. */
    DONE,
    /** All of it is compensated, or there was nothing to compensate. The last word. */
    UNDONE,
    /** It is to be compensated, and somebody has to see to it that it is. */
    COMPENSATE,
    /** It goes on, and somebody has to see to it that it does. */
    FORWARD,
    /** Nothing that has to be seen to. */
    NOTED
}
