package dev.tandem.books.ledger.xero;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Ledger;
import dev.tandem.books.ledger.Trial;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Xero as a ledger. */
@Component
class XeroLedgerAdapter implements Ledger {

  private final Connections connections;
  private final Clock clock;

  XeroLedgerAdapter(Connections connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
  }

  @Override
  public String provider() {
    return "xero";
  }

  @Override
  public Books books(UUID binding) {
    return new XeroBooks(new Door(connections, new BindingId(binding), clock));
  }

  @Override
  public Trial trial(UUID binding) {
    return new XeroTrial(Door.forTrying(connections, new BindingId(binding), clock));
  }
}
