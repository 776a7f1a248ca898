package dev.tandem.books.web;

import dev.tandem.books.look.Look;
import dev.tandem.books.look.LookNow;
import dev.tandem.shared.RecordRef;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
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

  LookApi(LookNow looks, OwnRecords own) {
    this.looks = looks;
    this.own = own;
  }

  /**
   * @param askedAt since when somebody waits; null if nobody does
   * @param why what keeps it back, in words; null if nothing does
   * @param lookedAt when it was last looked at because somebody asked; null if never
   * @param result {@code SAME}, {@code CHANGED} (it was taken in, or put before a person) or {@code
   *     GONE}; null if it never was
   */
  record Looked(
      String kind,
      UUID id,
      boolean waits,
      @Nullable Instant askedAt,
      @Nullable String why,
      @Nullable Instant lookedAt,
      Look.@Nullable Result result) {}

  @GetMapping
  @Operation(
      summary = "When it was last looked at, whether it is being looked at, and what it showed")
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
    return new Looked(
        record.kind(), record.id(), it.waits(), it.askedAt(), it.why(), it.lookedAt(), it.result());
  }
}
