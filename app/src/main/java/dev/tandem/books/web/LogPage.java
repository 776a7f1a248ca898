package dev.tandem.books.web;

import dev.tandem.books.lane.SyncLog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * One page of the log as it was asked for.
 *
 * @param direction {@code push}, {@code pull} or empty for both
 * @param outcome empty for all
 */
public record LogPage(
    List<SyncLog.Call> calls,
    String text,
    String direction,
    String outcome,
    int page,
    boolean more) {

  static final int SIZE = 50;

  private static final List<String> OUTCOMES =
      List.of("ok", "limit", "refused", "unknown", "no connection", "access lost", "not found");

  static LogPage read(SyncLog log, String text, String direction, String outcome, int page) {
    int asked = Math.max(1, page);
    var calls = log.search(search(text.strip(), direction, outcome, asked, SIZE));
    boolean more =
        calls.size() == SIZE
            && !log.search(search(text.strip(), direction, outcome, asked * SIZE + 1, 1)).isEmpty();
    return new LogPage(calls, text, direction, outcome, asked, more);
  }

  private static SyncLog.Search search(
      String text, String direction, String outcome, int page, int size) {
    return new SyncLog.Search(text, push(direction), empty(outcome), null, null, page, size);
  }

  public boolean filtered() {
    return !text.isBlank() || !direction.isBlank() || !outcome.isBlank();
  }

  public List<String> outcomes() {
    return OUTCOMES;
  }

  /** Ends where the number of the page goes. */
  public String url() {
    return UriComponentsBuilder.fromPath("/ledger")
            .queryParam("text", "{text}")
            .queryParam("direction", "{direction}")
            .queryParam("outcome", "{outcome}")
            .encode()
            .buildAndExpand(text, direction, outcome)
            .toUriString()
        + "&page=";
  }

  private static @Nullable Boolean push(String direction) {
    return direction.isBlank() ? null : direction.equals("push");
  }

  private static @Nullable String empty(String text) {
    return text.isBlank() ? null : text;
  }
}
