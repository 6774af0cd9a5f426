package dev.assent.saga.definition;

/** A state that does something, and can be undone. */
public sealed interface TaskState extends State permits ServiceTask, ScriptTask, SubStateMachine, CompensateSubMachine {
    TaskSettings settings();
}
