package dev.tandem.books.inbox;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Whoever looks at how far each kind is known sees it without asking. */
@Component
class ShowReadingOnChangesRead {

  private final Shows shows;

  ShowReadingOnChangesRead(Shows shows) {
    this.shows = shows;
  }

  @EventListener
  void on(ChangesRead event) {
    shows.reading(event.tenant());
  }
}
