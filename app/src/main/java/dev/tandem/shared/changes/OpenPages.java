package dev.tandem.shared.changes;

import dev.tandem.shared.PracticeId;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/** The pages that listen on this node, by practice. */
@Component
class OpenPages {

  private final ConcurrentHashMap<PracticeId, Set<SseEmitter>> pages = new ConcurrentHashMap<>();

  /** Opens a stream without a time limit; the browser reconnects by itself when it breaks. */
  SseEmitter open(PracticeId practice) {
    var page = new SseEmitter(0L);
    pages.compute(practice, (_, open) -> with(page, open));
    page.onCompletion(() -> forget(practice, page));
    page.onError(_ -> forget(practice, page));
    page.onTimeout(page::complete);
    // Sent at once so that the browser (and any proxy) sees an open stream.
    send(practice, page, SseEmitter.event().comment("listening"));
    return page;
  }

  /** Within the map's own step: the last other page may go away, and its set with it, meanwhile. */
  private static Set<SseEmitter> with(SseEmitter page, @Nullable Set<SseEmitter> open) {
    Set<SseEmitter> all = open == null ? ConcurrentHashMap.newKeySet() : open;
    all.add(page);
    return all;
  }

  /** Sends {@code kind id}, or {@code kind *} for many, to the practice's pages. */
  void tell(PracticeId practice, String record) {
    for (SseEmitter page : pages.getOrDefault(practice, Set.of())) {
      send(practice, page, SseEmitter.event().name("changed").data(record));
    }
  }

  /** Finds out which pages have gone away, and keeps proxies from closing quiet streams. */
  void pulse() {
    pages.forEach(
        (practice, open) ->
            open.forEach(page -> send(practice, page, SseEmitter.event().comment("pulse"))));
  }

  /** Closes all streams, so that shutting down does not wait for them. */
  void close() {
    pages.values().forEach(open -> open.forEach(SseEmitter::complete));
  }

  private void send(PracticeId practice, SseEmitter page, SseEventBuilder event) {
    try {
      page.send(event);
    } catch (IOException | IllegalStateException _) {
      forget(practice, page);
    }
  }

  private void forget(PracticeId practice, SseEmitter page) {
    pages.computeIfPresent(
        practice,
        (_, open) -> {
          open.remove(page);
          return open.isEmpty() ? null : open;
        });
  }
}
