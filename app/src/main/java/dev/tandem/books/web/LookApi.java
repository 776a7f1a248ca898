package dev.tandem.books.web;

import dev.tandem.books.inbox.Knowledge;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.look.Look;
import dev.tandem.books.look.LookNow;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.shared.Money;
import dev.tandem.shared.RecordRef;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Has one client or invoice looked at in the ledger now, for programs. */
@RestController
@RequestMapping("/api/v1/ledger/{kind}/{id}/look")
@Tag(name = "Ledger")
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class LookApi {

  private final LookNow looks;
  private final OwnRecords own;
  private final Billing billing;
  private final Knowledge knowledge;

  LookApi(LookNow looks, OwnRecords own, Billing billing, Knowledge knowledge) {
    this.billing = billing;
    this.knowledge = knowledge;
    this.looks = looks;
    this.own = own;
  }

  /**
   * @param askedAt since when somebody waits; null if nobody does
   * @param why what keeps it back, in words; null if nothing does
   * @param lookedAt when it was last looked at because somebody asked; null if never
   * @param result {@code SAME}, {@code CHANGED} (it was taken in, or put before a person) or {@code
   *     GONE}; null if it never was
   * @param status as it is here now, {@code DRAFT}, {@code APPROVED}, {@code PAID} or {@code
   *     VOIDED}, like the sums an invoice's only; null for a client
   * @param paid of that, without credits
   * @param due what is left to pay
   * @param knownAsOf as of when it is known what the ledger has of it; null where it has nothing
   */
  record Looked(
      String kind,
      UUID id,
      boolean waits,
      @Nullable Instant askedAt,
      @Nullable String why,
      @Nullable Instant lookedAt,
      Look.@Nullable Result result,
      @Nullable InvoiceStatus status,
      @Nullable Money total,
      @Nullable Money paid,
      @Nullable Money due,
      @Nullable Instant knownAsOf) {}

  @GetMapping
  @Operation(
      summary = "When it was last looked at, whether it is being looked at, and what it showed",
      description =
          "Of an invoice also its status, total, paid and due as they are here now, and as of when that is known.")
  Looked look(@PathVariable String kind, @PathVariable UUID id) {
    return of(own.standing(kind, id).record());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Has it looked at before everything else; 409 if it cannot be, and what helps",
      description = "Nobody waits for the ledger: ask again what became of it.")
  Looked ask(@PathVariable String kind, @PathVariable UUID id) {
    RecordRef record = own.standing(kind, id).record();
    looks.ask(record);
    return of(record);
  }

  private Looked of(RecordRef record) {
    Look it = looks.of(record);
    InvoiceView invoice = invoice(record);
    return new Looked(
        record.kind(),
        record.id(),
        it.waits(),
        it.askedAt(),
        it.why(),
        it.lookedAt(),
        it.result(),
        invoice == null ? null : invoice.status(),
        invoice == null ? null : new Money(invoice.total(), invoice.currency()),
        invoice == null ? null : new Money(invoice.paid(), invoice.currency()),
        invoice == null ? null : new Money(invoice.due(), invoice.currency()),
        knowledge.of(List.of(record)).get(record));
  }

  private @Nullable InvoiceView invoice(RecordRef record) {
    return record.kind().equals(Kind.INVOICE.text())
        ? billing.byIds(List.of(new InvoiceId(record.id()))).stream().findFirst().orElse(null)
        : null;
  }
}
