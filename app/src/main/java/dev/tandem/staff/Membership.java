package dev.tandem.staff;

import dev.tandem.shared.PracticeId;

/**
 * One person's place in one practice.
 *
 * @param active false while it is only offered and gives no access; see {@link Staff#accept}
 */
public record Membership(
    StaffId staff,
    String name,
    String email,
    PracticeId practice,
    String practiceName,
    Role role,
    boolean hasPassword,
    boolean active) {}
