package dev.tandem.practice.appointments;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.shared.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An appointment as others see it.
 *
 * @param statusReason why it was cancelled; else empty
 * @param invoice the invoice that stands for it
 * @param due what is left to pay of that, as of the moment in which {@link Diary} asked; else null
 */
public record AppointmentView(
    AppointmentId id,
    ClientId client,
    ServiceId service,
    Slot slot,
    String reason,
    AppointmentStatus status,
    String statusReason,
    @Nullable UUID invoice,
    BillingMark billing,
    @Nullable Money due) {

  /** It took place, but nobody has charged for it. */
  public boolean awaitsInvoice() {
    return status == AppointmentStatus.COMPLETED && billing == BillingMark.NONE;
  }

  public boolean isBooked() {
    return status == AppointmentStatus.BOOKED;
  }

  /** Stands for what is booked now; see {@link Appointments#change}. */
  public String seen() {
    return new Booking(client, service, slot, reason).fingerprint();
  }

  AppointmentView billed(InvoiceNow now) {
    return new AppointmentView(
        id, client, service, slot, reason, status, statusReason, invoice, now.mark(), now.due());
  }

  AppointmentView booked(Booking changed) {
    return new AppointmentView(
        id,
        changed.client(),
        changed.service(),
        changed.slot(),
        changed.reason(),
        status,
        statusReason,
        invoice,
        billing,
        due);
  }

  AppointmentView as(AppointmentStatus next, String why) {
    return new AppointmentView(id, client, service, slot, reason, next, why, invoice, billing, due);
  }
}
