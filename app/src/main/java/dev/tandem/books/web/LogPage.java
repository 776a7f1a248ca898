package dev.tandem.books.web;

import dev.tandem.books.lane.Job;
import dev.tandem.books.lane.SyncLog;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One page of the log as it was asked for.
 *
 * @param errors what of the question was not understood, by field; nothing is shown then
 * @param operations what can be chosen
 * @param organisations names by tenant id, to choose from and to show
 */
public record LogPage(
    List<SyncLog.Call> calls,
    LogQuery asked,
    Map<String, String> errors,
    int page,
    boolean more,
    List<String> operations,
    Map<UUID, String> organisations) {

  static final int SIZE = 50;

  static LogPage read(
      SyncLog log, LogQuery asked, int page, ZoneId zone, Map<UUID, String> organisations) {
    int wanted = Math.max(1, page);
    Map<String, String> errors = asked.errors();
    SyncLog.Search search = asked.search(zone);
    List<SyncLog.Call> calls =
        errors.isEmpty() ? log.search(search, wanted, SIZE) : List.<SyncLog.Call>of();
    boolean more = calls.size() == SIZE && !log.search(search, wanted * SIZE + 1, 1).isEmpty();
    return new LogPage(
        calls, asked, errors, wanted, more, log.operations(), Map.copyOf(organisations));
  }

  public boolean filtered() {
    return asked.filtered();
  }

  public List<String> outcomes() {
    return SyncLog.OUTCOMES;
  }

  public String organisation(UUID tenant) {
    return organisations.getOrDefault(tenant, "an organisation of before");
  }

  /** Ends where the number of the page goes. */
  public String url() {
    String url = asked.url("/ledger");
    return url + (url.contains("?") ? "&" : "?") + "page=";
  }

  public List<Job> jobs() {
    return List.of(Job.values());
  }

  /** The same calls, all pages, with their records and links. */
  public String lines() {
    return asked.url("/ledger/log.jsonl");
  }

  /** The same calls, all pages, as a table. */
  public String file() {
    return asked.url("/ledger/log.csv");
  }
}
