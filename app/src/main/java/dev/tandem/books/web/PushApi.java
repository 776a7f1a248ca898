package dev.tandem.books.web;

import dev.tandem.books.inbox.Knowledge;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.PushAll;
import dev.tandem.books.outbox.SendNow;
import dev.tandem.books.outbox.SendNow.Came;
import dev.tandem.shared.RecordRef;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sends records to the ledger now, for scripts that want to know what became of them. */
@RestController
@RequestMapping("/api/v1/ledger")
@Tag(name = "Ledger")
@PreAuthorize("hasAuthority('LEDGER_OPERATE')")
class PushApi {

  private static final int LONGEST = 60;

  private final SendNow sending;
  private final PushAll all;
  private final Outbox outbox;
  private final OwnRecords own;
  private final Knowledge knowledge;

  PushApi(SendNow sending, PushAll all, Outbox outbox, OwnRecords own, Knowledge knowledge) {
    this.knowledge = knowledge;
    this.sending = sending;
    this.all = all;
    this.outbox = outbox;
    this.own = own;
  }

  /**
   * What became of one record.
   *
   * @param outcome created, updated, unchanged or waiting
   * @param ledgerId its id over there, if it has one
   */
  record Pushed(String kind, UUID id, String outcome, @Nullable String ledgerId) {}

  @PostMapping("/{kind}/{id}/push")
  @Operation(
      summary = "Sends a client, invoice or payment now, with what it needs, and waits",
      description =
          "200 when the ledger has it; 202 when it is still on its way after the time to wait; 400 with the"
              + " ledger's words when it was refused, or with a question about it (whether the ledger has it"
              + " already): that a person answers on the record's own page or under Refusals; 409 while nothing goes at all.")
  ResponseEntity<?> push(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer wait) {
    RecordRef record = own.standing(kind, id).record();
    SendNow.Outcome it = wait == null ? sending.send(record) : sending.send(record, seconds(wait));
    HttpStatus status = status(it.came());
    if (status.isError()) {
      ProblemDetail problem =
          ProblemDetail.forStatusAndDetail(
              status, it.reason() == null ? "Xero refused it without a reason." : it.reason());
      problem.setProperty("outcome", it.came() == Came.REFUSED ? "refused" : "stopped");
      problem.setProperty("record", it.culprit());
      return ResponseEntity.of(problem).build();
    }
    return ResponseEntity.status(status)
        .body(new Pushed(record.kind(), id, word(it.came()), it.ledgerId()));
  }

  private static HttpStatus status(Came came) {
    return switch (came) {
      case CREATED, UPDATED, UNCHANGED -> HttpStatus.OK;
      case ON_ITS_WAY -> HttpStatus.ACCEPTED;
      case REFUSED -> HttpStatus.BAD_REQUEST;
      case STOPPED -> HttpStatus.CONFLICT;
    };
  }

  private static String word(Came came) {
    return came == Came.ON_ITS_WAY ? "waiting" : came.name().toLowerCase(Locale.ROOT);
  }

  private static Duration seconds(int wait) {
    return Duration.ofSeconds(Math.clamp(wait, 0, LONGEST));
  }

  @PostMapping("/{kind}/{id}/pending")
  @Operation(summary = "Marks a record to be sent with the next calls, whether or not it changed")
  ResponseEntity<LedgerApi.Queued> pending(@PathVariable String kind, @PathVariable UUID id) {
    RecordRef record = own.standing(kind, id).record();
    sending.mark(record);
    return ResponseEntity.accepted()
        .body(LedgerApi.queued(outbox.standing(record), knowledge.of(List.of(record)).get(record)));
  }

  /**
   * @param reasons why something did not go: what stops everything first, then what is held
   */
  record Push(int sent, int refused, int waiting, List<PushAll.Reason> reasons) {}

  @PostMapping("/push")
  @Operation(
      summary = "Sends everything that waits, waits for it, and counts what became of it",
      description =
          "With the reasons for what did not go: stopped, where nothing goes at all (sending is off, paused);"
              + " else the words with which so many records are held, and one of them.")
  Push pushAll(@RequestParam(required = false) @Nullable Integer wait) {
    PushAll.Run run = wait == null ? all.run() : all.run(seconds(wait));
    PushAll.Counts it = run.counts();
    return new Push(it.sent(), it.refused(), it.waiting(), run.reasons());
  }

  /**
   * @param retried how many records got a new chance
   */
  record Retried(int retried, int sent, int refused, int waiting, List<PushAll.Reason> reasons) {}

  @PostMapping("/retry")
  @Operation(summary = "Tries everything again that was refused; or what was, in these words")
  Retried retry(
      @RequestParam(required = false) @Nullable String reason,
      @RequestParam(required = false) @Nullable Integer wait) {
    int retried = reason == null ? outbox.tryAgainAll() : outbox.tryAgainBecause(reason);
    Push it = pushAll(wait);
    return new Retried(retried, it.sent(), it.refused(), it.waiting(), it.reasons());
  }
}
