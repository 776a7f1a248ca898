package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import org.springframework.stereotype.Component;

/** Puts together what stands above the tabs, for the current practice. */
@Component
class LedgerHeads {

  private final Connections connections;
  private final LedgerReading reading;

  LedgerHeads(Connections connections, LedgerReading reading) {
    this.connections = connections;
    this.reading = reading;
  }

  LedgerHead current() {
    Binding binding = connections.main().orElse(null);
    return new LedgerHead(
        connections.registration(),
        binding,
        binding == null ? null : connections.health(binding.id()),
        reading.queue(),
        binding == null ? null : reading.budget(binding).orElse(null));
  }
}
