package dev.tandem.books.web;

import dev.tandem.books.lane.LoggedCalls;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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
  private final LoggedCalls calls;
  private final CallRecords records;
  private final LogLines lines;
  private final Setup setup;

  LogApi(SyncLog log, LoggedCalls calls, CallRecords records, LogLines lines, Setup setup) {
    this.log = log;
    this.calls = calls;
    this.records = records;
    this.lines = lines;
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
   * @param job for what it was spent: "push clients", "changed since"
   * @param direction push or pull
   * @param records how many it carried or asked for
   * @param httpStatus 0 when no answer came
   * @param bytes received
   * @param correlation what Xero's support asks for
   * @param message what went wrong, in words
   */
  record Call(
      UUID id,
      Instant at,
      UUID organisation,
      String operation,
      String job,
      String direction,
      int records,
      String outcome,
      int httpStatus,
      int millis,
      long bytes,
      long bytesSent,
      @Nullable String correlation,
      @Nullable String message) {}

  /** Days are those of the practice's zone, as on the page. */
  @GetMapping
  @Operation(summary = "The calls to the ledger, newest first")
  Page log(
      @ParameterObject LogQuery asked,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    SyncLog.Search search = search(asked);
    int number = Math.max(1, page);
    int most = Math.clamp(size, 1, MOST);
    List<Call> calls = log.search(search, number, most).stream().map(LogApi::call).toList();
    boolean more = calls.size() == most && !log.search(search, number * most + 1, 1).isEmpty();
    return new Page(calls, number, most, more);
  }

  private SyncLog.Search search(LogQuery query) {
    var errors = query.errors();
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return query.search(setup.practice().zone());
  }

  /**
   * A call with what it did.
   *
   * @param position in the chain of its organisation; absent until it is sealed
   * @param previous the hash of the call before
   */
  record Whole(
      Call call,
      @Nullable Long position,
      @Nullable String previous,
      @Nullable String hash,
      List<Touched> records) {}

  /**
   * What it did to one record.
   *
   * @param causedBy whose changes it carried
   * @param changes absent parts are not known
   */
  record Touched(
      String kind,
      UUID id,
      String name,
      String result,
      @Nullable String causedBy,
      List<Change> changes) {}

  @GetMapping("/{id}")
  @Operation(summary = "One call with every record that it carried")
  Whole one(@PathVariable UUID id) {
    SyncLog.Call call = calls.find(id);
    LoggedCalls.Place place = calls.place(call);
    return new Whole(
        call(call),
        place == null ? null : place.position(),
        place == null ? null : place.previous(),
        place == null ? null : place.hash(),
        records.of(call).stream()
            .map(
                it ->
                    new Touched(
                        it.record().kind(),
                        it.record().id(),
                        it.named().name(),
                        it.text(),
                        it.by(),
                        it.changes()))
            .toList());
  }

  /** All pages of what {@code GET} on the log finds, as JSON lines. */
  @GetMapping(path = "/export", produces = "application/x-ndjson")
  @Operation(summary = "The calls with their records and hashes, one JSON object a line")
  void export(@ParameterObject LogQuery asked, HttpServletResponse response) throws IOException {
    SyncLog.Search search = search(asked);
    response.setContentType("application/x-ndjson;charset=UTF-8");
    lines.write(search, response.getWriter());
  }

  private static Call call(SyncLog.Call it) {
    return new Call(
        it.id(),
        it.at(),
        it.tenant(),
        it.operation(),
        it.job().text(),
        it.push() ? "push" : "pull",
        it.records(),
        it.outcome(),
        it.httpStatus(),
        it.millis(),
        it.bytes(),
        it.bytesOut(),
        it.correlation(),
        it.message());
  }
}
