package dev.assent.server.view;

/**
 * What has come of an operator's command about a database.
 *
 * @param message for people
 */
public record DatabaseDone(String message) {}
