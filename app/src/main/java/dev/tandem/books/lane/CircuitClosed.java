package dev.tandem.books.lane;

import dev.tandem.books.connection.BindingId;

/** The organisation answers again: what rested goes on. */
public record CircuitClosed(BindingId binding, KindOfWork work) {}
