package dev.tandem.books.inbox;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.inbox.Awakening.Look;
import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerPage;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.ledger.Pages;
import dev.tandem.books.mirror.Adoption;
import dev.tandem.books.mirror.AdoptionCandidates;
import dev.tandem.books.mirror.LostCreditNotes;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.shared.Deadlock;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks in a reading for records of ours that this database has no link to: made or written while
 * it was not there, since it is a restored copy. What is known here is linked again, what is not is
 * brought back. Costs no call unless there is such a record.
 */
@Component
class LostRecords {

  private final Adoption adoption;
  private final AdoptionCandidates candidates;
  private final LostCreditNotes creditNotes;
  private final Mirror mirror;
  private final LedgerFeatures features;
  private final Sweeps sweeps;
  private final Awakening awakening;
  private final Changes changes;

  LostRecords(
      Adoption adoption,
      AdoptionCandidates candidates,
      LostCreditNotes creditNotes,
      Mirror mirror,
      LedgerFeatures features,
      Sweeps sweeps,
      Awakening awakening,
      Changes changes) {
    this.awakening = awakening;
    this.changes = changes;
    this.adoption = adoption;
    this.candidates = candidates;
    this.creditNotes = creditNotes;
    this.mirror = mirror;
    this.features = features;
    this.sweeps = sweeps;
  }

  /** One reading, page by page. */
  final class Search {

    private final Look look;
    private final @Nullable Instant from;
    private final LaneClass laneClass;
    private final LaneCalls calls;

    /** Invoices of our own making that changed since; read once, and only if one is looked for. */
    private @Nullable Set<String> made;

    private long rows;

    private boolean unfinished;

    private Search(Look look, @Nullable Instant from, LaneClass laneClass, LaneCalls calls) {
      this.look = look;
      this.from = from;
      this.laneClass = laneClass;
      this.calls = calls;
    }

    /**
     * Payments come with their invoices: each reading of them knows ours by its word. A credit note
     * that is here and to be sent again is refused for its number, and found by that.
     */
    void page(List<LedgerRecord> page) {
      rows += page.size();
      if (look.kind() == Kind.CLIENT || look.kind() == Kind.INVOICE) {
        adopt(candidates.among(look.kind(), look.tenant(), page, look.lastRead()));
      } else if (look.kind() == Kind.CREDIT_NOTE) {
        List<String> ids = creditNotes.candidates(look.tenant(), page);
        pieces(ids).forEach(this::bringCreditNotesBack);
      }
    }

    private void bringCreditNotesBack(List<String> ids) {
      Answer<List<LedgerRecord>> answer = whole(Kind.CREDIT_NOTE, ids);
      boolean early =
          Deadlock.retried(() -> creditNotes.take(look.tenant(), answer.seq(), answer.value()));
      if (early) {
        dependsOn(Kind.INVOICE);
      }
    }

    private static Stream<List<String>> pieces(List<String> ids) {
      return IntStream.iterate(0, it -> it < ids.size(), it -> it + Books.AT_ONCE)
          .mapToObj(it -> ids.subList(it, Math.min(ids.size(), it + Books.AT_ONCE)));
    }

    private void adopt(List<AdoptionCandidates.Candidate> candidates) {
      Predicate<AdoptionCandidates.Candidate> worth =
          it -> it.known() || look.kind() == Kind.CLIENT || made().contains(it.ledgerId());
      List<String> ids =
          candidates.stream().filter(worth).map(AdoptionCandidates.Candidate::ledgerId).toList();
      adoptAll(ids, ids.isEmpty() || look.kind() == Kind.CLIENT ? Set.of() : made());
    }

    private void adoptAll(List<String> ids, Set<String> ours) {
      pieces(ids).forEach(it -> adoptPiece(it, ours));
    }

    private void adoptPiece(List<String> ids, Set<String> ours) {
      Answer<List<LedgerRecord>> answer = whole(look.kind(), ids);
      if (look.kind() == Kind.CLIENT) {
        clients(answer, look.lastRead());
        return;
      }
      adoptClientsOf(answer.value());
      Adoption.Paid paid = paymentsOn(ids);
      Deadlock.retried(
          () -> {
            adoption.invoices(
                look.tenant(),
                answer.seq(),
                answer.value(),
                paid,
                new Adoption.Past(ours, look.lastRead(), look.blindSince()));
            return true;
          });
    }

    /** The clients of these invoices that are not linked: they have to be here first. */
    private void adoptClientsOf(List<LedgerRecord> invoices) {
      List<String> missing = adoption.clientsMissing(look.tenant(), invoices);
      for (List<String> piece : pieces(missing).toList()) {
        Instant lastRead =
            sweeps
                .find(look.tenant(), Kind.CLIENT.text())
                .map(Sweeps.Mark::readAt)
                .filter(it -> it.isAfter(Instant.EPOCH))
                .orElse(null);
        clients(whole(Kind.CLIENT, piece), earlier(lastRead, look.lastRead()));
      }
    }

    private void clients(Answer<List<LedgerRecord>> answer, @Nullable Instant lastRead) {
      Deadlock.retried(
          () -> {
            adoption.clients(
                look.tenant(),
                answer.seq(),
                answer.value(),
                new Adoption.Past(Set.of(), lastRead, look.blindSince()));
            return true;
          });
    }

    private Answer<List<LedgerRecord>> whole(Kind kind, List<String> ids) {
      return calls.call(
          Operation.read(laneClass, "look for lost " + kind.plural(), ids.size()),
          books -> books.byIds(kind, ids));
    }

    /**
     * An invoice's own list of payments may lack their references, and with them our words. Read
     * before the invoice is linked: whatever ends this turn between the two, no payment of ours
     * goes to an invoice whose payments nobody has looked at.
     */
    private Adoption.Paid paymentsOn(List<String> invoices) {
      if (!flows(Kind.PAYMENT)) {
        return Adoption.Paid.UNREAD;
      }
      Answer<List<LedgerRecord>> answer =
          calls.call(
              Operation.read(laneClass, "look for lost payments", invoices.size()),
              books -> books.paymentsOn(invoices));
      return new Adoption.Paid(answer.seq(), answer.value());
    }

    private boolean flows(Kind kind) {
      return features.of(new BindingId(calls.scope().binding())).flows(kind.text());
    }

    /** What became of a page of payments. */
    void judged(List<LedgerRecord> page, Fetching.Payments taken) {
      boolean invoicesCome = flows(Kind.INVOICE) && !awakening.over(Kind.INVOICE, look.tenant());
      unfinished |=
          mirror.leavesLostPayments(
              look.tenant(), page, taken.absorbed(), taken.notTaken(), invoicesCome);
    }

    /** What became of a page of advances. */
    void judged(List<LedgerRecord> page, Fetching.Advances taken) {
      if (taken.ownerless()) {
        // Their clients are not here (yet): they may still come back.
        dependsOn(Kind.CLIENT);
      }
      leaves(
          page.stream()
              .filter(it -> it.marker() != null && taken.setAside().contains(it.id()))
              .map(LedgerRecord::id)
              .toList());
    }

    /** Whose a payment or an advance is only it could tell. */
    void unreadable(List<String> ids) {
      if (look.kind() == Kind.PAYMENT || look.kind() == Kind.ADVANCE) {
        leaves(ids);
      }
    }

    /** Nobody can say of these whether they are ours, unless they have a link, or somebody did. */
    private void leaves(List<String> ids) {
      if (!ids.isEmpty()) {
        var judged = new HashSet<>(mirror.linked(look.kind(), look.tenant(), ids));
        judged.addAll(adoption.leftAlone(look.kind(), look.tenant(), ids));
        if (look.kind() == Kind.ADVANCE) {
          // The list of credit notes shows ours, too.
          judged.addAll(mirror.linked(Kind.CREDIT_NOTE, look.tenant(), ids));
        }
        unfinished |= !judged.containsAll(ids);
      }
    }

    private void dependsOn(Kind kind) {
      unfinished |= flows(kind) && !awakening.over(kind, look.tenant());
    }

    /**
     * Whether the reading showed some that may be ours and cannot be judged yet. Until it was done
     * again nothing of the kind may be written: it might be one of them.
     */
    boolean isUnfinished() {
      return unfinished;
    }

    private Set<String> made() {
      Set<String> known = made;
      if (known == null) {
        known = readMade();
        made = known;
      }
      return known;
    }

    private Set<String> readMade() {
      var ids = new HashSet<String>();
      var pages = new Pages(from);
      while (true) {
        LedgerPage page =
            calls
                .call(
                    Operation.read(laneClass, "look for lost invoices", 0),
                    books -> books.ownInvoicesSince(pages.since(), pages.page()))
                .value();
        page.records().forEach(it -> ids.add(it.id()));
        ids.addAll(page.unreadable());
        if (!pages.next(page)) {
          return ids;
        }
      }
    }

    /** What a person had to decide before is looked at again. */
    void lookAgain() {
      List<String> open = adoption.undecided(look.kind(), look.tenant());
      // That they are ours was found out when they were noted.
      adoptAll(open, Set.copyOf(open));
    }

    void end() {
      sweeps.looked(look.tenant(), look.kind().text(), rows);
      changes.announce(new RecordRef("ledger", calls.scope().binding()));
    }
  }

  /**
   * @param from since when the reading asks for changes
   */
  Search search(Look look, @Nullable Instant from, LaneClass laneClass, LaneCalls calls) {
    return new Search(look, from, laneClass, calls);
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null ? b : b == null || a.isBefore(b) ? a : b;
  }
}
