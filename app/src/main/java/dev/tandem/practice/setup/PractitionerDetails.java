package dev.tandem.practice.setup;

import dev.tandem.staff.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * A practitioner as typed; see {@link PractitionerView}. An empty colour picks the next free one.
 */
public record PractitionerDetails(
    String name, String profession, String colour, @Nullable StaffId staff) {}
