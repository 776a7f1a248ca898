package dev.tandem.books.outbox;

import dev.tandem.books.connection.LocationAssigned;
import dev.tandem.books.connection.MainOrganisationChosen;
import dev.tandem.books.connection.OrganisationConnected;
import dev.tandem.books.connection.OrganisationDisconnected;
import dev.tandem.books.lane.Lanes;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.setup.LocationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
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
  private final Destinations destinations;
  private final Billing billing;
  private final Lanes lanes;

  MoveWaitingOnOrganisationsChanged(
      Moves moves, Destinations destinations, Billing billing, Lanes lanes) {
    this.moves = moves;
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
    moves.lockAll();
    move(moves.documents(), it -> location.equals(it.location()));
  }

  /**
   * What came to wait after the change, in a transaction that had begun before, and what was under
   * way meanwhile and did not get there. Cheap when there is none.
   */
  @Transactional
  public void moveLeftBehind() {
    List<UUID> living = destinations.living();
    if (!living.isEmpty() && isAnyLeftBehind(living)) {
      moveHomeless();
    }
  }

  private boolean isAnyLeftBehind(List<UUID> living) {
    if (moves.anyClientToMove(living, destinations.main())) {
      return true;
    }
    List<UUID> documents = moves.documentsOutside(living);
    return !documents.isEmpty()
        && places(documents.subList(0, Math.min(documents.size(), AT_ONCE)), _ -> true)
            .values()
            .stream()
            .anyMatch(living::contains);
  }

  private void moveHomeless() {
    moves.lockAll();
    moves.moveClients(destinations.living(), destinations.main());
    move(moves.documentsOutside(destinations.living()), _ -> true);
  }

  private void move(List<UUID> documents, Predicate<InvoiceView> wanted) {
    for (int from = 0; from < documents.size(); from += AT_ONCE) {
      List<UUID> piece = documents.subList(from, Math.min(documents.size(), from + AT_ONCE));
      moves.move(places(piece, wanted));
    }
    moves.queueClientsOfInvoices(destinations.living());
    lanes.signal();
  }

  private Map<UUID, UUID> places(List<UUID> documents, Predicate<InvoiceView> wanted) {
    var places = new HashMap<UUID, UUID>();
    var known = new HashMap<LocationId, UUID>();
    UUID main = destinations.main();
    List<InvoiceId> ids = new ArrayList<>(documents.stream().map(InvoiceId::new).toList());
    for (InvoiceView it : billing.byIds(ids)) {
      LocationId location = it.location();
      if (wanted.test(it)) {
        UUID place = location == null ? main : known.computeIfAbsent(location, destinations::of);
        places.put(it.id().value(), place);
      }
    }
    return places;
  }
}
