package dev.tandem.books.web;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.shared.RecordRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The names of clients' money that no invoice owed. */
@Component
class AdvanceNames {

  private final Advances advances;
  private final Clients clients;

  AdvanceNames(Advances advances, Clients clients) {
    this.advances = advances;
    this.clients = clients;
  }

  /** Of those that exist. */
  Map<RecordRef, Named> of(Collection<RecordRef> records) {
    List<AdvanceView> found =
        advances.byIds(
            records.stream()
                .filter(it -> it.kind().equals(Kind.ADVANCE.text()))
                .map(it -> new AdvanceId(it.id()))
                .toList());
    Map<ClientId, ClientView> whose =
        found.isEmpty()
            ? Map.of()
            : clients.byIds(found.stream().map(AdvanceView::client).distinct().toList());
    var names = new HashMap<RecordRef, Named>();
    for (AdvanceView it : found) {
      ClientView client = whose.get(it.client());
      names.put(
          new RecordRef(Kind.ADVANCE.text(), it.id().value()),
          new Named(
              "%s %s".formatted(it.amount().toPlainString(), it.currency()),
              it.sort().label().toLowerCase(Locale.ROOT),
              "/deposits/" + it.id(),
              "/clients/" + it.client(),
              client == null ? null : client.name()));
    }
    return names;
  }
}
