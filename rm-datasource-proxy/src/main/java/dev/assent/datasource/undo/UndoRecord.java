package dev.assent.datasource.undo;

import dev.assent.datasource.dialect.Bytes;

/** What a branch's undo row holds: how to read it, and the content. Made by {@link UndoLog#encode}. */
public record UndoRecord(String context, Bytes content) {}
