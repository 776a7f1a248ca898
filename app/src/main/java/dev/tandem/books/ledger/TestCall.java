package dev.tandem.books.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A call by which the ledger would test whether we take what is its own and refuse everything else.
 *
 * @param what in words for a person: {@code Rightly signed}
 * @param signature null: the call carries none
 * @param genuine whether it has to be taken; else it has to be refused
 */
public record TestCall(String what, byte[] body, @Nullable String signature, boolean genuine) {}
