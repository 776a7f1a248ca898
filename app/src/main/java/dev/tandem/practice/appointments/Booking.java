package dev.tandem.practice.appointments;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.shared.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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

  /** Stands for all that it says: whoever changes it shows with this what they have seen. */
  String fingerprint() {
    try {
      byte[] text = toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
