package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceSort;
import dev.tandem.practice.credits.AdvanceTravel;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.LedgerAdvances;
import dev.tandem.shared.Ids;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Advances as the ledger lists them. One that carries a word of ours and has no link was taken here
 * (the database is a restored copy) and is linked again, or brought back; without a word somebody
 * recorded it over there for a client of ours. The others are nobody's here. A credit note that
 * somebody wrote over there is one, too, as long as something of it is left.
 */
@Component
public class IncomingAdvances {

  private final Mirror mirror;
  private final LedgerAdvances advances;
  private final Links links;
  private final AdoptionRepository adoptions;
  private final NotesOfOurs notes;
  private final AskedOnce once;
  private final ObjectProvider<AdvanceTravel> travel;
  private final Story story;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  IncomingAdvances(
      Mirror mirror,
      LedgerAdvances advances,
      Links links,
      AdoptionRepository adoptions,
      NotesOfOurs notes,
      AskedOnce once,
      ObjectProvider<AdvanceTravel> travel,
      Story story,
      ApplicationEventPublisher events,
      Clock clock) {
    this.notes = notes;
    this.once = once;
    this.travel = travel;
    this.events = events;
    this.mirror = mirror;
    this.advances = advances;
    this.links = links;
    this.adoptions = adoptions;
    this.story = story;
    this.clock = clock;
  }

  /**
   * What became of a reading.
   *
   * @param ownerless whether it showed one of ours, by its word, whose client is not linked (yet)
   */
  public record Taken(Mirror.Absorbed absorbed, boolean ownerless) {}

  /**
   * Takes a reading.
   *
   * @param seq the lane's count of the call that read
   */
  @Transactional
  public Taken take(UUID tenant, long seq, List<LedgerRecord> shown) {
    List<LedgerRecord> strange = unlinked(tenant, shown);
    knowNotes(tenant, seq, strange.stream().filter(NotesOfOurs::isNote).toList());
    strange = strange.stream().filter(it -> !NotesOfOurs.isNote(it)).toList();
    boolean ownerless = !strange.isEmpty() && know(tenant, seq, strange);
    return new Taken(mirror.absorb(Kind.ADVANCE, tenant, seq, shown), ownerless);
  }

  /** Whether one of these was taken here, or is left to a client of ours. */
  @Transactional(readOnly = true)
  public boolean isAnyOurs(UUID tenant, List<LedgerRecord> shown) {
    Map<String, UUID> clients = clients(tenant, shown);
    Set<String> ours = notes.among(tenant, shown, clients).all();
    return shown.stream()
        .filter(it -> !ours.contains(it.id()))
        .anyMatch(
            it ->
                it.marker() != null
                    || !it.removed()
                        && isWhole(it)
                        && isLeft(it)
                        && clients.containsKey(it.fields().getOrDefault(Fields.CLIENT, "")));
  }

  private List<LedgerRecord> unlinked(UUID tenant, List<LedgerRecord> shown) {
    var linked =
        links.times(Kind.ADVANCE, tenant, shown.stream().map(LedgerRecord::id).toList()).stream()
            .map(LinkTimes::ledgerId)
            .collect(Collectors.toSet());
    return shown.stream().filter(it -> !linked.contains(it.id())).toList();
  }

  private boolean know(UUID tenant, long seq, List<LedgerRecord> strange) {
    List<AdvanceView> waiting = advances.unknownThere();
    Map<String, AdvanceView> byWord = new HashMap<>();
    waiting.forEach(it -> byWord.put(PaymentWord.of(it.id().value()), it));
    Map<String, UUID> clients = clients(tenant, strange);
    var underWay =
        adoptions.underWay(Kind.ADVANCE, tenant).stream()
            .map(PaymentWord::of)
            .collect(Collectors.toSet());
    boolean ownerless = false;
    for (LedgerRecord it : strange) {
      String word = it.marker();
      AdvanceView ours = word == null ? null : byWord.get(word);
      UUID client = clients.get(it.fields().getOrDefault(Fields.CLIENT, ""));
      if (ours != null) {
        adopt(tenant, seq, it, ours);
      } else if (it.removed() || !isWhole(it) || underWay.contains(word)) {
        continue;
      } else if (client == null) {
        ownerless |= word != null;
      } else if (word != null || isLeft(it) && !mayBeOurs(it, client, waiting)) {
        add(tenant, seq, it, new ClientId(client), word);
      }
    }
    return ownerless;
  }

  /**
   * Of what was written over there that alone comes in of which all is known that was made of it.
   */
  private void knowNotes(UUID tenant, long seq, List<LedgerRecord> shown) {
    if (shown.isEmpty()) {
      return;
    }
    Map<String, UUID> clients = clients(tenant, shown);
    NotesOfOurs.Among ours = notes.among(tenant, shown, clients);
    for (LedgerRecord it : shown) {
      UUID client = clients.get(it.fields().getOrDefault(Fields.CLIENT, ""));
      if (client == null || !isWhole(it) || !isLeft(it)) {
        continue;
      }
      if (ours.all().contains(it.id())) {
        if (ours.doubtful().contains(it.id())) {
          askUntilKnown(tenant, it);
        }
      } else if (it.listsAll()) {
        add(tenant, seq, it, new ClientId(client), null);
      } else {
        readAgain(tenant, it);
      }
    }
  }

  /** At once, and then at a bearable pace for as long as nobody knows whether ours was made. */
  private void askUntilKnown(UUID tenant, LedgerRecord it) {
    boolean soon = once.first(tenant, it);
    if (soon || once.first(tenant, it, RecordsToReadAgain.LATER)) {
      events.publishEvent(new RecordsToReadAgain(tenant, Kind.ADVANCE, List.of(it.id()), !soon));
    }
  }

  private void readAgain(UUID tenant, LedgerRecord it) {
    if (once.first(tenant, it)) {
      events.publishEvent(new RecordsToReadAgain(tenant, Kind.ADVANCE, List.of(it.id())));
    }
  }

  private void adopt(UUID tenant, long seq, LedgerRecord found, AdvanceView ours) {
    if (adoptions.free(Kind.ADVANCE, tenant, ours.id().value())) {
      advances.isKnownAs(ours.id(), found.id());
      link(tenant, seq, ours.id().value(), found, "Found in Xero after a restore");
      adoptions.noteAdopted(Kind.ADVANCE, tenant, found.id(), ours.id().value(), null);
    }
  }

  /** One without an amount, day or currency says nothing that could be kept. */
  private static boolean isWhole(LedgerRecord it) {
    String amount = it.fields().get(Fields.AMOUNT);
    return amount != null
        && new BigDecimal(amount).signum() > 0
        // A credit note may be a draft, which is nobody's yet.
        && (!NotesOfOurs.isNote(it) || Fields.APPROVED.equals(it.fields().get(Fields.STATUS)))
        && it.fields().containsKey(Fields.DATE)
        && it.fields().getOrDefault(Fields.CURRENCY, "").matches("[A-Z]{3}");
  }

  /** What was used up over there long ago is nobody's credit. */
  private static boolean isLeft(LedgerRecord it) {
    String left = it.derived().get(Fields.REMAINING);
    return left != null && new BigDecimal(left).signum() > 0;
  }

  /**
   * Somebody may have edited the word away of one whose answer was lost: a person is asked about
   * that, and nothing is taken for somebody else's before. Of one that never went it is somebody
   * else's word of perhaps the same money: that is asked before ours goes.
   */
  private boolean mayBeOurs(LedgerRecord it, UUID client, List<AdvanceView> waiting) {
    return waiting.stream()
        .filter(
            one ->
                one.client().value().equals(client)
                    && one.date().toString().equals(it.fields().get(Fields.DATE))
                    && Fields.number(one.amount()).equals(it.fields().get(Fields.AMOUNT)))
        .anyMatch(one -> travel.stream().anyMatch(known -> known.begun(one.id())));
  }

  private Map<String, UUID> clients(UUID tenant, List<LedgerRecord> shown) {
    List<String> ids =
        shown.stream().map(it -> it.fields().getOrDefault(Fields.CLIENT, "")).distinct().toList();
    return links.times(Kind.CLIENT, tenant, new ArrayList<>(ids)).stream()
        .collect(Collectors.toMap(LinkTimes::ledgerId, LinkTimes::record, (a, _) -> a));
  }

  private void add(
      UUID tenant, long seq, LedgerRecord found, ClientId client, @Nullable String word) {
    LedgerAdvances.Told told = told(found, client, word);
    if (word == null) {
      var id = new AdvanceId(Ids.next(clock));
      advances.record(id, told);
      link(tenant, seq, id.value(), found, "Recorded in Xero");
      return;
    }
    var id = new AdvanceId(PaymentWord.idFor(word, clock));
    advances.bringBack(id, told);
    link(tenant, seq, id.value(), found, "Brought back from Xero after a restore");
    adoptions.noteReturned(Kind.ADVANCE, tenant, found.id(), id.value(), null);
  }

  private static LedgerAdvances.Told told(LedgerRecord it, ClientId client, @Nullable String word) {
    String reference = it.fields().getOrDefault(Fields.REFERENCE, "").strip();
    String number = it.fields().getOrDefault(Fields.NUMBER, "");
    return new LedgerAdvances.Told(
        it.id(),
        client,
        // Made here it was a deposit as far as can be told; there the ledger's own word counts.
        NotesOfOurs.isNote(it)
            ? AdvanceSort.CREDIT
            : word != null || it.id().startsWith("prepayment")
                ? AdvanceSort.DEPOSIT
                : AdvanceSort.OVERPAYMENT,
        LocalDate.parse(it.fields().getOrDefault(Fields.DATE, LocalDate.EPOCH.toString())),
        it.fields().getOrDefault(Fields.CURRENCY, ""),
        new BigDecimal(it.fields().getOrDefault(Fields.AMOUNT, "0")),
        word == null
            ? (number + " " + reference).strip()
            : reference.substring(0, reference.length() - word.length()));
  }

  /** Agreed is that it stands, of this day and amount: what changed since is for the reading. */
  private void link(UUID tenant, long seq, UUID record, LedgerRecord found, String text) {
    String date = found.fields().getOrDefault(Fields.DATE, "");
    String amount = found.fields().getOrDefault(Fields.AMOUNT, "");
    links.save(
        Kind.ADVANCE,
        tenant,
        List.of(
            new LinkRow(
                record,
                found.id(),
                Map.of(
                    Fields.STATUS,
                    new Pair(Fields.APPROVED, Fields.APPROVED),
                    Fields.DATE,
                    new Pair(date, date),
                    Fields.AMOUNT,
                    new Pair(amount, amount)),
                null,
                null,
                null,
                null,
                0,
                false)));
    story.note(
        Kind.ADVANCE, tenant, seq, null, List.of(new Story.Event(record, text, found.fields())));
  }
}
