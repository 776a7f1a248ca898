package dev.tandem.books.look;

import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Notices;
import dev.tandem.books.mirror.IncomingChoices;
import dev.tandem.books.mirror.IncomingInvoices;
import dev.tandem.shared.Refused;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Invoices that the ledger has told of and nobody here has: somebody made them there, perhaps for a
 * client of ours. Those are asked for where all that comes in is; nobody waits for the call.
 */
@Component
@Transactional
public class ToldInvoices {

  private final LookNow looks;
  private final OldestKnowledge oldest;
  private final IncomingChoices choices;
  private final IncomingInvoices incoming;
  private final Inbox inbox;
  private final Notices notices;
  private final Lanes lanes;
  private final Clock clock;

  ToldInvoices(
      LookNow looks,
      OldestKnowledge oldest,
      IncomingChoices choices,
      IncomingInvoices incoming,
      Inbox inbox,
      Notices notices,
      Lanes lanes,
      Clock clock) {
    this.looks = looks;
    this.oldest = oldest;
    this.choices = choices;
    this.incoming = incoming;
    this.inbox = inbox;
    this.notices = notices;
    this.lanes = lanes;
    this.clock = clock;
  }

  /**
   * One of them.
   *
   * @param tenant the organisation that told of it
   * @param ledgerId its id there
   */
  public record Told(UUID tenant, String ledgerId) {}

  /**
   * Those told of first; none where the practice has none come in, or where only the people's calls
   * are left of the day. What was told of those that are here goes before them.
   *
   * @param most of both together
   */
  @Transactional(readOnly = true)
  public List<Told> notHere(int most) {
    List<UUID> tenants = looks.tenants();
    int here = oldest.told(tenants, most);
    return oldest.unknown(tenants, notices.category(Kind.INVOICE), most - here);
  }

  /**
   * Has it looked at, and brought in if it is one of those that come.
   *
   * @throws Refused why it cannot be looked at, and what helps
   */
  public void ask(Told it) {
    looks.requireOpen(it.tenant(), List.of(Kind.INVOICE, Kind.PAYMENT));
    choices.wantLater(it.tenant(), List.of(it.ledgerId()), clock.instant());
    lanes.signal();
  }

  /** Also while it is found out which of several Xero does not give: none of them is read yet. */
  @Transactional(readOnly = true)
  public boolean waits(Told it) {
    return !choices.wanted(it.tenant(), List.of(it.ledgerId())).isEmpty()
        || inbox.isBeingFoundOut(it.tenant(), it.ledgerId());
  }

  /** What keeps it back; null if it only takes a moment longer. */
  @Transactional(readOnly = true)
  public @Nullable String why(Told it) {
    return looks.heldAt(it.tenant());
  }

  /** Whether it is here by now, or was put before a person. */
  @Transactional(readOnly = true)
  public boolean isHere(Told it) {
    return !incoming.here(it.tenant(), List.of(it.ledgerId())).isEmpty()
        || inbox.cannotBeTaken(it.tenant()).contains(it.ledgerId());
  }
}
