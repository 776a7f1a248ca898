package dev.tandem.books.inbox;

import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerPage;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.LostCreditNotes;
import dev.tandem.shared.Practices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Credit notes and advances are read where one was ever sent. A restored copy may be older than the
 * very first: then it does not know that there are any. So what changed since the copy was made is
 * looked at once, where others' records are looked for that may be lost; one of ours among it has
 * them all read.
 */
@Component
class FirstCredits {

  /** Read where one was ever sent: most organisations need no such calls. */
  static final List<Kind> KINDS = List.of(Kind.CREDIT_NOTE, Kind.ADVANCE);

  private final Sweeps sweeps;
  private final LostCreditNotes creditNotes;

  /** Since when to look, by practice, organisation and kind. */
  private final Map<String, Instant> wanted = new ConcurrentHashMap<>();

  FirstCredits(Sweeps sweeps, LostCreditNotes creditNotes) {
    this.sweeps = sweeps;
    this.creditNotes = creditNotes;
  }

  /**
   * Lost records are being looked for.
   *
   * @param since up to when clients were read; null if they never were: then nothing was lost
   */
  void want(UUID tenant, @Nullable Instant since) {
    if (since != null) {
      KINDS.forEach(it -> wanted.put(key(tenant, it), since));
    }
  }

  boolean isWanted(UUID tenant, Kind kind) {
    if (!wanted.containsKey(key(tenant, kind))) {
      return false;
    }
    if (sweeps.find(tenant, kind.text()).isPresent()) {
      wanted.remove(key(tenant, kind));
      return false;
    }
    return true;
  }

  /** A call, two where many changed. */
  void look(Kind kind, LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    Optional<Instant> since = Optional.ofNullable(wanted.get(key(tenant, kind)));
    if (since.isEmpty()) {
      return;
    }
    Answer<LedgerPage> answer =
        calls.call(
            Operation.read(LaneClass.SWEEP, kind, "look for first " + kind.plural(), 0),
            books -> books.changedSince(kind, since.get(), 1));
    LedgerPage shown = answer.value();
    if (shown.more() || isAnyOurs(tenant, kind, shown.records())) {
      sweeps.ask(tenant, List.of(kind.text()));
    }
    wanted.remove(key(tenant, kind), since.get());
  }

  private boolean isAnyOurs(UUID tenant, Kind kind, List<LedgerRecord> shown) {
    return kind == Kind.ADVANCE
        ? shown.stream().anyMatch(it -> it.marker() != null)
        : !creditNotes.candidates(tenant, shown).isEmpty();
  }

  private static String key(UUID tenant, Kind kind) {
    return Practices.current() + " " + tenant + " " + kind;
  }
}
