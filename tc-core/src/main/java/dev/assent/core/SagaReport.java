package dev.assent.core;

/** What a saga's engine says of the whole saga. */
public enum SagaReport {
    /** All of it is done. A final report. */
    DONE,
    /** All of it is compensated, or there was nothing to compensate. A final report. */
    UNDONE,
    /** It is to be compensated, and the coordinator has to see to that. */
    COMPENSATE,
    /** It goes forward, and the coordinator has to see to that. */
    FORWARD,
    /** Nothing that has to be seen to. */
    NOTED
}
