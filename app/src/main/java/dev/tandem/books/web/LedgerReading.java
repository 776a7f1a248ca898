package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the pages know of the work between both sides. */
@Component
class LedgerReading {

  Queue queue() {
    return new Queue(0, 0, 0, null);
  }

  Optional<Budget> budget(Binding binding) {
    return Optional.empty();
  }
}
