package dev.tandem.books.web;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditSource;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.shared.Money;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The names of clients' money that no invoice owed, of what uses it and of what was given back. */
@Component
class AdvanceNames {

  private final Advances advances;
  private final Credits credits;
  private final Clients clients;

  AdvanceNames(Advances advances, Credits credits, Clients clients) {
    this.advances = advances;
    this.credits = credits;
    this.clients = clients;
  }

  /** Which advance a record is about, and the word for it. */
  private record About(AdvanceId advance, String word, @Nullable BigDecimal amount) {

    String of(AdvanceView it) {
      return amount == null
          ? it.word()
          : word + Money.figures(amount, it.currency()) + ", " + it.word();
    }
  }

  /** Of those that exist. */
  Map<RecordRef, Named> of(Collection<RecordRef> records) {
    var about = new LinkedHashMap<RecordRef, About>();
    ids(records, Kind.ADVANCE)
        .forEach(it -> about.put(ref(Kind.ADVANCE, it), new About(new AdvanceId(it), "", null)));
    credits
        .allocationsByIds(ids(records, Kind.ALLOCATION).stream().map(AllocationId::new).toList())
        .forEach(
            it -> add(about, Kind.ALLOCATION, it.id().value(), it.of(), "use of ", it.amount()));
    credits
        .refundsByIds(ids(records, Kind.REFUND).stream().map(RefundId::new).toList())
        .forEach(
            it -> add(about, Kind.REFUND, it.id().value(), it.of(), "refund of ", it.amount()));
    if (about.isEmpty()) {
      return Map.of();
    }
    return named(about);
  }

  private static void add(
      Map<RecordRef, About> about,
      Kind kind,
      UUID id,
      CreditSource of,
      String word,
      BigDecimal amount) {
    if (of instanceof AdvanceId advance) {
      about.put(ref(kind, id), new About(advance, word, amount));
    }
  }

  private Map<RecordRef, Named> named(Map<RecordRef, About> about) {
    Map<AdvanceId, AdvanceView> found =
        advances.byIds(about.values().stream().map(About::advance).distinct().toList()).stream()
            .collect(Collectors.toMap(AdvanceView::id, Function.identity()));
    Map<ClientId, ClientView> whose =
        clients.byIds(found.values().stream().map(AdvanceView::client).distinct().toList());
    var names = new HashMap<RecordRef, Named>();
    about.forEach(
        (record, it) -> {
          AdvanceView advance = found.get(it.advance());
          if (advance != null) {
            ClientView client = whose.get(advance.client());
            names.put(
                record,
                new Named(
                    Money.text(advance.amount(), advance.currency()),
                    it.of(advance),
                    "/deposits/" + advance.id(),
                    "/clients/" + advance.client(),
                    client == null ? null : client.name()));
          }
        });
    return names;
  }

  private static RecordRef ref(Kind kind, UUID id) {
    return new RecordRef(kind.text(), id);
  }

  private static List<UUID> ids(Collection<RecordRef> records, Kind kind) {
    return records.stream().filter(it -> it.kind().equals(kind.text())).map(RecordRef::id).toList();
  }
}
