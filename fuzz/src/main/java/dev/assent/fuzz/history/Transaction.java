package dev.assent.fuzz.history;

import dev.assent.fuzz.history.Operation.Append;
import dev.assent.fuzz.history.Operation.Read;
import java.util.List;

/**
 * A global transaction as its application saw it.
 *
 * @param operations in their order, all of one thread
 * @param commitAsked when the application called commit; {@link #NEVER} if it did not
 * @param commitAnswered when that call returned without an error
 */
public record Transaction(int number, List<Operation> operations, Fate fate, long commitAsked, long commitAnswered) {
    /** Later than every other time. */
    public static final long NEVER = Long.MAX_VALUE;

    public Transaction {
        operations = List.copyOf(operations);
    }

    List<Append> appends() {
        return only(Append.class);
    }

    List<Read> reads() {
        return only(Read.class);
    }

    private <T> List<T> only(Class<T> type) {
        return operations.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The number distinguishes the transactions of a history. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Transaction transaction && number == transaction.number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return "transaction %d (%s): %s".formatted(number, fate, operations);
    }
}
