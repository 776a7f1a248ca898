package dev.tandem.shared.changes;

import dev.tandem.shared.PracticeId;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The pages that listen on this node, by practice. */
@Component
class OpenPages {

  /**
   * The browser connects anew by itself, and has to be somebody then: whoever signed out or was
   * removed hears nothing any more after this.
   */
  private static final Duration LASTS = Duration.ofMinutes(15);

  private final ConcurrentHashMap<PracticeId, Set<OpenPage>> pages = new ConcurrentHashMap<>();

  SseEmitter open(PracticeId practice) {
    return open(practice, new SseEmitter(LASTS.toMillis()));
  }

  SseEmitter open(PracticeId practice, SseEmitter stream) {
    var page = new OpenPage(stream);
    pages.compute(practice, (_, open) -> with(page, open));
    stream.onCompletion(() -> forget(practice, page));
    stream.onError(_ -> forget(practice, page));
    stream.onTimeout(stream::complete);
    Thread.ofVirtual().name("page").start(() -> write(practice, page));
    // Sent at once so that the browser (and any proxy) sees an open stream.
    page.pulse();
    return stream;
  }

  /** Within the map's own step: the last other page may go away, and its set with it, meanwhile. */
  private static Set<OpenPage> with(OpenPage page, @Nullable Set<OpenPage> open) {
    Set<OpenPage> all = open == null ? ConcurrentHashMap.newKeySet() : open;
    all.add(page);
    return all;
  }

  /** Passes {@code kind id}, or {@code kind *} for many, to the practice's pages. */
  void tell(PracticeId practice, String record) {
    pages.getOrDefault(practice, Set.of()).forEach(it -> it.tell(record));
  }

  /** Nothing was heard for a while: every page has to look for itself. */
  void tellMissed() {
    each(OpenPage::tellMissed);
  }

  /** Finds out which pages have gone away, and keeps proxies from closing quiet streams. */
  void pulse() {
    each(OpenPage::pulse);
  }

  /**
   * Closes all streams, so that shutting down does not wait for them. Each by itself: one that does
   * not read cannot be closed before what is being written to it is given up.
   */
  void close() {
    each(OpenPage::end);
    each(it -> Thread.ofVirtual().name("page").start(it.stream()::complete));
  }

  private void each(Consumer<OpenPage> what) {
    pages.values().forEach(open -> open.forEach(what));
  }

  private void write(PracticeId practice, OpenPage page) {
    try {
      page.write();
    } catch (IOException | IllegalStateException _) {
      // The browser has gone away.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      forget(practice, page);
    }
  }

  private void forget(PracticeId practice, OpenPage page) {
    page.end();
    pages.computeIfPresent(
        practice,
        (_, open) -> {
          open.remove(page);
          return open.isEmpty() ? null : open;
        });
  }
}
