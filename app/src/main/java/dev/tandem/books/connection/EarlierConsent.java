package dev.tandem.books.connection;

import java.time.Instant;

/** A consent that the person at the browser gave before and may use again. */
public record EarlierConsent(GrantId grant, Instant givenAt) {}
