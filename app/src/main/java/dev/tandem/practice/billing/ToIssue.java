package dev.tandem.practice.billing;

import dev.tandem.practice.appointments.AppointmentView;
import org.jspecify.annotations.Nullable;

/**
 * A completed appointment that nothing charges for.
 *
 * @param obstacle why it cannot be invoiced as it is and where to put that right; null if a click
 *     will do
 */
public record ToIssue(AppointmentView appointment, @Nullable String obstacle) {}
