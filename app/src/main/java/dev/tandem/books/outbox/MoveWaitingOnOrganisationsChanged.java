package dev.tandem.books.outbox;

import dev.tandem.books.connection.LocationAssigned;
import dev.tandem.books.connection.MainOrganisationChosen;
import dev.tandem.books.connection.OrganisationConnected;
import dev.tandem.books.connection.OrganisationDisconnected;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.Takings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * When organisations come or go, what waits for none of them finds its new place. Not what was
 * linked: an invoice stays in the books it is in, also in those of an organisation that was
 * disconnected.
 */
@Component
class MoveWaitingOnOrganisationsChanged {

  private static final int AT_ONCE = 1_000;

  private final Moves moves;
  private final MovedInvoices moved;
  private final UsesApart apart;
  private final Besides besides;
  private final Takings takings;
  private final Destinations destinations;
  private final Billing billing;
  private final Advances advances;
  private final Lanes lanes;

  MoveWaitingOnOrganisationsChanged(
      Moves moves,
      MovedInvoices moved,
      UsesApart apart,
      Besides besides,
      Takings takings,
      Destinations destinations,
      Billing billing,
      Advances advances,
      Lanes lanes) {
    this.advances = advances;
    this.takings = takings;
    this.moves = moves;
    this.moved = moved;
    this.apart = apart;
    this.besides = besides;
    this.destinations = destinations;
    this.billing = billing;
    this.lanes = lanes;
  }

  @EventListener
  void on(OrganisationConnected event) {
    moveHomeless();
  }

  @EventListener
  void on(OrganisationDisconnected event) {
    moveHomeless();
  }

  @EventListener
  void on(MainOrganisationChosen event) {
    moveHomeless();
  }

  /** Here also what waits for an organisation that is well: it has not gone anywhere yet. */
  @EventListener
  void on(LocationAssigned event) {
    LocationId location = event.location();
    List<InvoiceId> drafts = billing.unissuedAt(location).stream().map(InvoiceView::id).toList();
    List<UUID> held = moves.documents();
    lockInvoices(Stream.concat(held.stream(), drafts.stream().map(InvoiceId::value)).toList());
    moves.lockAll();
    List<UUID> waiting = moves.documents();
    move(those(waiting, held), it -> location.equals(it));
    // What came to wait meanwhile is not held: it may be paid, or leave, just now.
    Set<UUID> all = Set.copyOf(held);
    List<UUID> others = waiting.stream().filter(it -> !all.contains(it)).toList();
    pieces(others).forEach(it -> moves.wish(places(it, at -> location.equals(at))));
    moved.rebookDrafts(location, event.former(), drafts);
  }

  /** Whether {@link #moveLeftBehind} has something to do that nobody signals. */
  @Transactional(readOnly = true)
  public boolean anyToFollow() {
    return moves.anyWish() || !moves.astray().isEmpty();
  }

  /**
   * What came to wait after the change, in a transaction that had begun before, and what was under
   * way meanwhile and did not get there. Cheap when there is none.
   */
  @Transactional
  public void moveLeftBehind() {
    List<UUID> living = destinations.living();
    if (moves.anyWish()) {
      List<UUID> held = moves.wishing();
      lockInvoices(held);
      Map<UUID, UUID> places = new HashMap<>(moves.wishes());
      // What came to wish meanwhile is not held, and follows the next time.
      places.keySet().retainAll(held);
      moved.rebook(moves.move(places));
      settled();
    }
    List<UUID> astray = moves.astray();
    if (!astray.isEmpty()) {
      lockInvoices(astray);
      moves.gather(astray);
      settled();
    }
    if (!living.isEmpty() && isAnyLeftBehind(living)) {
      moveHomeless();
    }
  }

  private boolean isAnyLeftBehind(List<UUID> living) {
    return moves.anyClientToMove(living, destinations.main())
        || pieces(moves.documentsOutside(living))
            .anyMatch(it -> places(it, _ -> true).values().stream().anyMatch(living::contains));
  }

  private void moveHomeless() {
    List<UUID> held = moves.documentsOutside(destinations.living());
    lockInvoices(held);
    moves.lockAll();
    moves.moveClients(destinations.living(), destinations.main());
    // What came to wait meanwhile is not held: the next turn finds it.
    move(those(moves.documentsOutside(destinations.living()), held), _ -> true);
  }

  private static List<UUID> those(List<UUID> documents, List<UUID> held) {
    Set<UUID> all = Set.copyOf(held);
    return documents.stream().filter(all::contains).toList();
  }

  /** Before what waits of them, as everybody does who changes one. */
  private void lockInvoices(List<UUID> documents) {
    billing.holdAll(documents.stream().map(InvoiceId::new).toList());
  }

  private void move(List<UUID> documents, Predicate<@Nullable LocationId> wanted) {
    pieces(documents).forEach(it -> moved.rebook(moves.move(places(it, wanted))));
    settled();
  }

  private void settled() {
    moves.queueClientsOfInvoices(destinations.living());
    besides.follow();
    apart.hold();
    takings.regroup(besides.scattered(Kind.RECEIPT).stream().map(ReceiptId::new).toList());
    lanes.signal();
  }

  private static Stream<List<UUID>> pieces(List<UUID> documents) {
    return IntStream.iterate(0, it -> it < documents.size(), it -> it + AT_ONCE)
        .mapToObj(it -> documents.subList(it, Math.min(documents.size(), it + AT_ONCE)));
  }

  private Map<UUID, UUID> places(List<UUID> documents, Predicate<@Nullable LocationId> wanted) {
    var locations = new HashMap<UUID, LocationId>();
    billing
        .locations(documents.stream().map(InvoiceId::new).toList())
        .forEach((id, it) -> locations.put(id.value(), it));
    advances
        .byIds(documents.stream().map(AdvanceId::new).toList())
        .forEach(it -> locations.put(it.id().value(), it.location()));
    var known = new HashMap<LocationId, UUID>();
    UUID main = destinations.main();
    var places = new HashMap<UUID, UUID>();
    for (UUID it : documents) {
      LocationId location = locations.get(it);
      if (wanted.test(location)) {
        places.put(it, location == null ? main : known.computeIfAbsent(location, destinations::of));
      }
    }
    return places;
  }
}
