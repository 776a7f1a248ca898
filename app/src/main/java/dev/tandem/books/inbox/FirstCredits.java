package dev.tandem.books.inbox;

import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerPage;
import dev.tandem.books.ledger.Reply;
import dev.tandem.books.mirror.IncomingAdvances;
import dev.tandem.books.mirror.LostCreditNotes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Credit notes and advances are read where one was ever sent. A restored copy may be older than the
 * very first: then it does not know that there are any. So what changed since the copy was made is
 * looked at once, where others' records are looked for that may be lost; one of ours among it has
 * them all read. An advance that somebody records over there for a client of ours is told by an
 * event; where none comes, a look in the night finds the first one.
 */
@Component
class FirstCredits {

  /** Read where one was ever sent: most organisations need no such calls. */
  static final List<Kind> KINDS = List.of(Kind.CREDIT_NOTE, Kind.ADVANCE);

  /** Their clock may not be ours. */
  private static final Duration MARGIN = Duration.ofHours(1);

  private static final Instant EVER = Instant.EPOCH;

  private final Sweeps sweeps;
  private final FirstLooks looks;
  private final LostCreditNotes creditNotes;
  private final IncomingAdvances advances;

  FirstCredits(
      Sweeps sweeps, FirstLooks looks, LostCreditNotes creditNotes, IncomingAdvances advances) {
    this.advances = advances;
    this.sweeps = sweeps;
    this.looks = looks;
    this.creditNotes = creditNotes;
  }

  /**
   * Lost records are being looked for.
   *
   * @param since up to when clients were read; null if they never were: then nothing was lost
   */
  void want(UUID tenant, @Nullable Instant since) {
    if (since != null) {
      KINDS.forEach(it -> looks.want(tenant, it, since));
    }
  }

  /**
   * A night has come: somebody may have recorded the first advance over there since the last one.
   */
  void wantTheirs(UUID tenant, Instant lastNight) {
    if (sweeps.find(tenant, Kind.ADVANCE.text()).isEmpty()) {
      looks.want(tenant, Kind.ADVANCE, lastNight.minus(MARGIN));
    }
  }

  /**
   * Contacts stand for clients of ours now: what was recorded for them so far was read as nobody's,
   * and no reading of changes shows it again. Many that are linked one after the other cost one
   * look.
   */
  void wantAll(UUID tenant) {
    looks.wantSoon(tenant, Kind.ADVANCE, EVER);
  }

  boolean isWanted(UUID tenant, Kind kind) {
    return dueAt(tenant, kind) != null;
  }

  /** When to look; null if nobody wants that. What failed is tried later each time. */
  @Nullable Instant dueAt(UUID tenant, Kind kind) {
    Optional<FirstLooks.Wanted> wanted = looks.find(tenant, kind);
    if (wanted.isEmpty()) {
      return null;
    }
    if (isRead(tenant, kind) && !wanted.get().since().equals(EVER)) {
      looks.forget(tenant, kind, wanted.get().since());
      return null;
    }
    return Objects.requireNonNullElse(wanted.get().at(), sweeps.now());
  }

  private boolean isRead(UUID tenant, Kind kind) {
    return sweeps.find(tenant, kind.text()).isPresent();
  }

  /**
   * @param all takes all from that moment on, where readings of changes are past it
   */
  void look(Kind kind, LaneCalls calls, Consumer<Instant> all) {
    UUID tenant = calls.scope().tenant();
    Optional<FirstLooks.Wanted> wanted = looks.find(tenant, kind);
    if (wanted.isEmpty()) {
      return;
    }
    Instant since = wanted.get().since();
    looks.tried(tenant, kind);
    try {
      if (isRead(tenant, kind)) {
        all.accept(since);
        looks.done(tenant, kind, since);
      } else {
        look(kind, calls, since);
      }
    } catch (LaneStopped e) {
      looks.untried(tenant, kind);
      throw e;
    }
  }

  /** A call; three for advances, which the ledger lists in three places. */
  private void look(Kind kind, LaneCalls calls, Instant since) {
    UUID tenant = calls.scope().tenant();
    Function<Books, Reply<LedgerPage>> all = books -> books.changedSince(kind, since, 1);
    Function<Books, Reply<LedgerPage>> taxed = books -> books.taxedAdvancesSince(since, 1);
    Function<Books, Reply<LedgerPage>> credits = books -> books.creditsSince(since, 1);
    for (var question : kind == Kind.ADVANCE ? List.of(all, taxed, credits) : List.of(all)) {
      LedgerPage shown =
          calls
              .call(
                  Operation.read(LaneClass.SWEEP, kind, "look for first " + kind.plural(), 0),
                  question)
              .value();
      if (shown.more() || isAnyOurs(tenant, kind, shown)) {
        sweeps.ask(tenant, List.of(kind.text()));
        break;
      }
    }
    looks.done(tenant, kind, since);
  }

  /** Whose an advance is that cannot be read only it could tell. */
  private boolean isAnyOurs(UUID tenant, Kind kind, LedgerPage shown) {
    return kind == Kind.ADVANCE
        ? !shown.unreadable().isEmpty() || advances.isAnyOurs(tenant, shown.records())
        : !creditNotes.candidates(tenant, shown.records()).isEmpty();
  }
}
