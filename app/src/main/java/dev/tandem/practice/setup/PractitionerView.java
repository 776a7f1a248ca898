package dev.tandem.practice.setup;

import dev.tandem.staff.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * Someone who sees clients.
 *
 * @param profession for instance "Physiotherapist"; may be empty
 * @param colour {@code #rrggbb}
 * @param staff the person who signs in, if this practitioner does
 */
public record PractitionerView(
    PractitionerId id,
    String name,
    String profession,
    String colour,
    @Nullable StaffId staff,
    boolean archived) {}
