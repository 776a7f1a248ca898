package dev.tandem.books.web;

import dev.tandem.books.lane.SyncLog;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The calls between practice and ledger, for scripts. */
@RestController
@RequestMapping("/api/v1/ledger/log")
@Tag(name = "Ledger")
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class LogApi {

  private static final int MOST = 100;

  private final SyncLog log;
  private final Setup setup;

  LogApi(SyncLog log, Setup setup) {
    this.log = log;
    this.setup = setup;
  }

  /**
   * @param more whether another page follows
   */
  record Page(List<Call> items, int page, int size, boolean more) {}

  /**
   * One call.
   *
   * @param organisation its tenant id
   * @param direction push or pull
   * @param records how many it carried or asked for
   * @param httpStatus 0 when no answer came
   * @param correlation what Xero's support asks for
   * @param message what went wrong, in words
   */
  record Call(
      UUID id,
      Instant at,
      UUID organisation,
      String operation,
      String direction,
      int records,
      String outcome,
      int httpStatus,
      int millis,
      long bytes,
      @Nullable String correlation,
      @Nullable String message) {}

  /** Days are those of the practice's zone, as on the page. */
  @GetMapping
  @Operation(summary = "The calls to the ledger, newest first")
  Page log(
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String direction,
      @RequestParam(defaultValue = "") String outcome,
      @RequestParam(defaultValue = "") String operation,
      @RequestParam(defaultValue = "") String organisation,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    var query = new LogQuery(text, direction, outcome, operation, organisation, from, to);
    var errors = query.errors();
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    int asked = Math.max(1, page);
    int most = Math.clamp(size, 1, MOST);
    SyncLog.Search search = query.search(setup.practice().zone());
    List<Call> calls = log.search(search, asked, most).stream().map(LogApi::call).toList();
    boolean more = calls.size() == most && !log.search(search, asked * most + 1, 1).isEmpty();
    return new Page(calls, asked, most, more);
  }

  private static Call call(SyncLog.Call it) {
    return new Call(
        it.id(),
        it.at(),
        it.tenant(),
        it.operation(),
        it.push() ? "push" : "pull",
        it.records(),
        it.outcome(),
        it.httpStatus(),
        it.millis(),
        it.bytes(),
        it.correlation(),
        it.message());
  }
}
