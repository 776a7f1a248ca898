package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Agrees on a record that was just written here as the ledger has it. */
@Component
class Homecoming {

  static final String RESTORED = "Brought back from Xero after a restore";

  private final RecordMirrors mirrors;
  private final Links links;
  private final Absorption absorption;
  private final ReturnedCredits returnedCredits;
  private final GivenToStrangers strangers;
  private final Story story;
  private final Changes changes;

  Homecoming(
      RecordMirrors mirrors,
      Links links,
      Absorption absorption,
      ReturnedCredits returnedCredits,
      GivenToStrangers strangers,
      Story story,
      Changes changes) {
    this.mirrors = mirrors;
    this.links = links;
    this.absorption = absorption;
    this.returnedCredits = returnedCredits;
    this.strangers = strangers;
    this.story = story;
    this.changes = changes;
  }

  void agree(Kind kind, UUID tenant, long seq, UUID record, LedgerRecord found) {
    agree(kind, tenant, seq, record, found, null, RESTORED);
  }

  /**
   * @param held why nothing of it may go before a person looked; null if nothing is amiss
   * @param happened what its story tells of that
   */
  void agree(
      Kind kind,
      UUID tenant,
      long seq,
      UUID record,
      LedgerRecord found,
      @Nullable String held,
      String happened) {
    Map<String, String> ours = ours(kind, tenant, record);
    var pairs = new HashMap<String, Pair>();
    // Ours came from theirs: where theirs shows nothing, there is nothing to send either.
    ours.forEach((field, our) -> pairs.put(field, new Pair(our, found.fields().get(field))));
    links.save(
        kind,
        tenant,
        List.of(
            new LinkRow(
                record,
                found.id(),
                pairs,
                found.kept(),
                held,
                found.changedAt(),
                null,
                seq,
                false)));
    // Seen from there, an invoice belongs to a client that is linked: what ours says of it is known
    // only now.
    mirrors.of(kind).linked(record, found.id());
    story.note(kind, tenant, seq, null, List.of(new Story.Event(record, happened, found.fields())));
    absorption.absorb(
        kind, tenant, links.lock(kind, tenant, List.of(found.id())), List.of(found), seq, true);
    if (kind == Kind.INVOICE) {
      returnedCredits.readAgain(tenant, found);
    } else if (kind == Kind.CLIENT) {
      strangers.readAgain(tenant);
    }
    changes.announce(new RecordRef(kind.text(), record));
  }

  Map<String, String> ours(Kind kind, UUID tenant, UUID record) {
    return Objects.requireNonNull(mirrors.of(kind).ours(tenant, List.of(record)).get(record))
        .fields();
  }
}
