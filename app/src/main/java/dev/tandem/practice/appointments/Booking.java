package dev.tandem.practice.appointments;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.shared.InvalidInput;

/**
 * What is asked for when booking.
 *
 * @param reason in the client's words or the practice's; becomes the invoice line's description
 */
public record Booking(ClientId client, ServiceId service, Slot slot, String reason) {

  public Booking {
    reason = reason.strip();
    if (reason.length() > 500) {
      throw new InvalidInput("reason", "At most 500 characters");
    }
  }
}
