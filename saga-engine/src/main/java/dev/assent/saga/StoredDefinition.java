package dev.assent.saga;

/** A definition with the id that the store has given it, at most 32 characters. */
public record StoredDefinition(String id, Definition definition) {}
