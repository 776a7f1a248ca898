package dev.tandem.practice.setup;

import java.time.ZoneId;

/** A practice to be opened; see {@link PracticeProfile} for the parts. */
public record NewPractice(
    String name, PracticeKind kind, String country, ZoneId zone, String currency) {}
