package dev.tandem.vendors.email;

import dev.tandem.shared.Recipients;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Sends letters by e-mail. Calls the outside, so no transaction may be open around it. */
@Component
public class Email {

  private final EmailSettings settings;
  private final @Nullable Carrier carrier;
  private final Recipients recipients;
  private final @Nullable String trouble;

  Email(EmailSettings settings, Recipients recipients) {
    this.settings = settings;
    this.recipients = recipients;
    Carrier chosen = null;
    String wrong = unreadable(settings);
    try {
      chosen = wrong == null ? carrier(settings) : null;
    } catch (IllegalArgumentException e) {
      wrong =
          "TANDEM_SMTP_URL (or TANDEM_RESEND_URL) cannot be read. It looks like smtp://user:password@mail.example.com:587.";
    }
    this.carrier = chosen;
    this.trouble = wrong != null ? wrong : unset(settings, chosen);
  }

  /** No header takes such a letter, and the refusal would repeat the key. */
  private static @Nullable String unreadable(EmailSettings settings) {
    return settings.key().strip().matches("[\\x21-\\x7e]*")
        ? null
        : "RESEND_API_KEY holds a letter that no key has, perhaps from copying it: set it anew.";
  }

  private static @Nullable Carrier carrier(EmailSettings settings) {
    if (!settings.key().isBlank()) {
      return new ResendCarrier(settings.url().strip(), settings.key().strip());
    }
    return settings.smtp().isBlank() ? null : SmtpCarrier.at(settings.smtp().strip());
  }

  private static @Nullable String unset(EmailSettings settings, @Nullable Carrier chosen) {
    if (chosen == null) {
      return "E-mail is not set up: set RESEND_API_KEY and RESEND_FROM_EMAIL, or TANDEM_SMTP_URL and"
          + " RESEND_FROM_EMAIL.";
    }
    return settings.from().isBlank()
        ? "RESEND_FROM_EMAIL is not set: the address that mail comes from."
        : null;
  }

  /** Why no mail can go out at all; empty when it can. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Who carries the mail: {@code Resend}, or the mail server's name; empty while nobody does. */
  public Optional<String> carrier() {
    return Optional.ofNullable(carrier).map(Carrier::name);
  }

  /** Whether only some addresses are mailed. */
  public boolean selective() {
    return recipients.selective();
  }

  /** Whether this installation mails this address. */
  public boolean mayGoTo(String address) {
    return recipients.allows(address);
  }

  /**
   * Sends the letter once. Where the outcome is unknown it is sent again under its key, which the
   * carrier recognises (Resend for 24 hours; a mail server may not).
   *
   * @throws NotSent if it did not go, or nobody knows
   */
  public void send(Letter letter) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("No transaction may be open while mail is sent");
    }
    if (carrier == null || trouble != null) {
      throw NotSent.forGood(trouble == null ? "E-mail is not set up." : trouble);
    }
    if (!mayGoTo(letter.to())) {
      throw NotSent.forGood("The address is not among those that this installation may mail.");
    }
    carrier.carry(settings.sender(), letter, LetterText.plain(letter), LetterText.html(letter));
  }
}
