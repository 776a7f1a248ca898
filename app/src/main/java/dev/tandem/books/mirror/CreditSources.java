package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What credits are called over there. */
@Component
class CreditSources {

  private final Links links;

  CreditSources(Links links) {
    this.links = links;
  }

  static Kind kind(CreditSource of) {
    return switch (of) {
      case CreditNoteId _ -> Kind.CREDIT_NOTE;
      case AdvanceId _ -> Kind.ADVANCE;
    };
  }

  /** Those that are linked with this organisation. */
  Map<CreditSource, String> ledgerIds(UUID tenant, Collection<? extends CreditSource> of) {
    var ids = new HashMap<CreditSource, String>();
    for (Kind kind : List.of(Kind.CREDIT_NOTE, Kind.ADVANCE)) {
      List<? extends CreditSource> some =
          of.stream().filter(it -> kind(it) == kind).distinct().toList();
      if (some.isEmpty()) {
        continue;
      }
      Map<UUID, String> known =
          links.ledgerIds(kind, tenant, some.stream().map(CreditSource::value).toList());
      some.stream()
          .filter(it -> known.containsKey(it.value()))
          .forEach(it -> ids.put(it, known.get(it.value())));
    }
    return ids;
  }
}
