package dev.tandem.shared.changes;

import dev.tandem.shared.Practices;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream that an open page listens to: which records changed, never what is in them. */
@RestController
class ChangesController {

  private final OpenPages pages;

  ChangesController(OpenPages pages) {
    this.pages = pages;
  }

  @GetMapping(path = "/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter listen() {
    return pages.open(Practices.current());
  }
}
