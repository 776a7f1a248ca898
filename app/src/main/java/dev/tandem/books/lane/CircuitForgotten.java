package dev.tandem.books.lane;

import dev.tandem.books.connection.BindingId;

/**
 * Nothing of what rested is left: whether the organisation is well again shows with the next.
 * Published in the transaction that ends the rest.
 */
public record CircuitForgotten(BindingId binding, KindOfWork work) {}
