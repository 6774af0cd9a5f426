package dev.assent.server.loop;

import dev.assent.core.Reply;

/**
 * What an operator's wish has come to.
 *
 * @param reply {@link Reply.Explained} or {@link Reply.Refused}
 * @param history of the transaction, as it was when that was decided
 */
public record OperatorAnswer(Reply reply, TransactionHistory history) {}
