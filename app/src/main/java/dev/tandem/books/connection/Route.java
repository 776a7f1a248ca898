package dev.tandem.books.connection;

import dev.tandem.shared.PracticeId;

/** To whom an organisation belongs. */
public record Route(String provider, String tenantId, PracticeId practice, BindingId binding) {}
