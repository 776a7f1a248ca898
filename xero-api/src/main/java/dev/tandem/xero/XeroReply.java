package dev.tandem.xero;

/** One answered call: its value and the facts of the call. */
public record XeroReply<T>(T value, CallFacts facts) {}
