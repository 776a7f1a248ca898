package dev.tandem.books.web;

import dev.tandem.books.mailing.InvoiceMail;
import dev.tandem.books.mailing.InvoicePaper;
import dev.tandem.books.mailing.MailChoices;
import dev.tandem.books.mailing.Mailing;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What of an invoice goes to the client through Xero, for programs: the same as on its page. */
@RestController
@RequestMapping("/api/v1/invoices/{id}")
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
@Tag(name = "Invoices")
class PaperApi {

  private static final String EDIT = "hasAuthority('INVOICES_EDIT')";

  /**
   * What is known of it here; nobody is asked.
   *
   * @param there whether Xero has the invoice
   * @param onlineAddress the client's page of it; null until it was asked for
   * @param mailing whether this practice e-mails invoices through Xero
   * @param mailDue whether it is e-mailed by itself once Xero has it
   * @param mails newest first
   */
  record Paper(
      boolean there,
      @Nullable String onlineAddress,
      boolean mailing,
      boolean mailDue,
      List<Mail> mails) {}

  /**
   * @param state {@code SENDING}, {@code SENT}, {@code NOT_SENT} or {@code UNKNOWN}: it may have
   *     gone, and a person looks in Xero
   * @param problem why it did not go, or why nobody knows
   */
  record Mail(UUID id, Instant at, List<String> to, String state, @Nullable String problem) {

    static Mail of(Mailing it) {
      return new Mail(it.id(), it.at(), it.recipients(), it.state().name(), it.problem());
    }
  }

  record OnlineAddress(String url) {}

  /**
   * @param organisation in whose name it goes
   * @param to every address that Xero would use
   * @param after the newest e-mail of it so far; null if there is none
   */
  record Letter(String organisation, List<String> to, @Nullable UUID after) {}

  /**
   * @param to the addresses as the preview told them
   * @param after as the preview told it
   * @param looked that a person looked in Xero, and an earlier one in doubt did not go
   */
  record NewMail(@Nullable List<String> to, @Nullable UUID after, @Nullable Boolean looked) {}

  private final InvoicePaper paper;
  private final InvoiceMail mail;
  private final MailChoices choices;
  private final Billing billing;

  PaperApi(InvoicePaper paper, InvoiceMail mail, MailChoices choices, Billing billing) {
    this.paper = paper;
    this.mail = mail;
    this.choices = choices;
    this.billing = billing;
  }

  @GetMapping("/paper")
  @Operation(summary = "Its online page and its e-mails, as far as they are known here")
  Paper paper(@PathVariable InvoiceId id) {
    billing.find(id);
    return new Paper(
        paper.there(id),
        paper.known(id).orElse(null),
        choices.on(),
        mail.isDue(id),
        mail.of(id).stream().map(Mail::of).toList());
  }

  @PostMapping("/online-address")
  @Operation(summary = "The client's page of it, asked for in Xero once; 409 if there is none")
  OnlineAddress online(@PathVariable InvoiceId id) {
    billing.find(id);
    return new OnlineAddress(paper.onlineAddress(id));
  }

  @GetMapping("/pdf")
  @Operation(
      summary = "The PDF as Xero prints it now; 409 if there is none, or Xero cannot be asked")
  ResponseEntity<byte[]> pdf(@PathVariable InvoiceId id) {
    billing.find(id);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .cacheControl(CacheControl.noStore())
        .body(paper.pdf(id));
  }

  @PostMapping("/mail/preview")
  @PreAuthorize(EDIT)
  @Operation(
      summary = "To whom Xero would e-mail it; nothing goes, 409 if it cannot be e-mailed now")
  Letter look(@PathVariable InvoiceId id) {
    billing.find(id);
    InvoiceMail.Letter letter = mail.look(id);
    return new Letter(
        letter.organisation(),
        letter.to(),
        mail.of(id).stream().findFirst().map(Mailing::id).orElse(null));
  }

  @PostMapping("/mail")
  @PreAuthorize(EDIT)
  @Operation(
      summary = "Has Xero e-mail it to the addresses that the preview told, once",
      description =
          "201 when it went; 202 when nobody knows whether it did: a person looks in Xero before anybody sends it"
              + " again; 409 when it did not go, or the addresses or e-mails are others than were told.")
  ResponseEntity<Mail> send(@PathVariable InvoiceId id, @RequestBody NewMail it) {
    billing.find(id);
    if (it.to() == null || it.to().isEmpty()) {
      throw new InvalidInput("to", "Is needed: the addresses as mail/preview tells them");
    }
    Mailing sent =
        mail.send(id, new InvoiceMail.Seen(it.to(), it.after(), Boolean.TRUE.equals(it.looked())));
    return switch (sent.state()) {
      case SENT -> ResponseEntity.status(HttpStatus.CREATED).body(Mail.of(sent));
      case SENDING, UNKNOWN -> ResponseEntity.accepted().body(Mail.of(sent));
      case NOT_SENT -> throw new Refused("It was not sent. " + sent.problem());
    };
  }
}
