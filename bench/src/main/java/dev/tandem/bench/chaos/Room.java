package dev.tandem.bench.chaos;

import dev.tandem.books.connection.BindingId;
import dev.tandem.shared.PracticeId;
import java.util.UUID;

/** The practice of one run, and how to get into it. */
record Room(
    PracticeId practice,
    UUID tenant,
    BindingId binding,
    String apiKey,
    String email,
    String password) {}
