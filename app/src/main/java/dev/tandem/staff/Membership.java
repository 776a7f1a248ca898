package dev.tandem.staff;

import dev.tandem.shared.PracticeId;

/** One person's place in one practice. */
public record Membership(
    StaffId staff,
    String name,
    String email,
    PracticeId practice,
    String practiceName,
    Role role,
    boolean hasPassword) {}
