package dev.tandem.practice.clients.web;

import dev.tandem.practice.clients.Balance;
import dev.tandem.practice.clients.BalancesNow;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientPage;
import dev.tandem.practice.clients.ClientSearch;
import dev.tandem.practice.clients.ClientSearch.Order;
import dev.tandem.practice.clients.ClientSearch.Status;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.LedgerSides;
import dev.tandem.shared.RecordRef;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Clients for programs. Bodies are flat: the fields by their keys ({@code givenName}, {@code
 * birthDate} as {@code 1984-02-29}), with {@code version} where a change says what it was made on.
 */
@RestController
@RequestMapping("/api/v1/clients")
@PreAuthorize("hasAuthority('CLIENTS_VIEW')")
class ClientsApi {

  private final Clients clients;
  private final BalancesNow balances;
  private final ObjectProvider<LedgerSides> ledger;

  ClientsApi(Clients clients, BalancesNow balances, ObjectProvider<LedgerSides> ledger) {
    this.clients = clients;
    this.balances = balances;
    this.ledger = ledger;
  }

  /** One page of clients. */
  record Listing(List<ClientBody> items, long total, int page, int size) {}

  @GetMapping
  Listing list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "active") String status,
      @RequestParam(defaultValue = "name") String order,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    var shown = chosen("status", Status.values(), status);
    var sorted = chosen("order", Order.values(), order);
    ClientPage found = clients.search(new ClientSearch(q, shown, sorted, page, size));
    return new Listing(bodies(found.clients()), found.total(), found.page(), found.size());
  }

  @GetMapping("/{id}")
  ClientBody get(@PathVariable ClientId id) {
    return body(clients.find(id));
  }

  @PostMapping
  @PreAuthorize("hasAuthority('CLIENTS_EDIT')")
  ResponseEntity<ClientBody> create(@RequestBody ClientBody body) {
    ClientId id = clients.add(body.form().onto(ClientDetails.NOTHING_KNOWN));
    return ResponseEntity.created(URI.create("/api/v1/clients/" + id)).body(get(id));
  }

  /** Replaces all fields: those that are not sent become empty. */
  @PutMapping("/{id}")
  @PreAuthorize("hasAuthority('CLIENTS_EDIT')")
  ClientBody replace(@PathVariable ClientId id, @RequestBody ClientBody body) {
    ClientView before = clients.find(id);
    return change(before, body, body.form().onto(ClientDetails.NOTHING_KNOWN));
  }

  /** Changes the fields that are sent. */
  @PatchMapping("/{id}")
  @PreAuthorize("hasAuthority('CLIENTS_EDIT')")
  ClientBody change(@PathVariable ClientId id, @RequestBody ClientBody body) {
    ClientView before = clients.find(id);
    return change(before, body, body.form().onto(before.details()));
  }

  @PostMapping("/{id}/archive")
  @PreAuthorize("hasAuthority('CLIENTS_EDIT')")
  ClientBody archive(@PathVariable ClientId id) {
    clients.archive(id);
    return get(id);
  }

  @PostMapping("/{id}/restore")
  @PreAuthorize("hasAuthority('CLIENTS_EDIT')")
  ClientBody restore(@PathVariable ClientId id) {
    clients.restore(id);
    return get(id);
  }

  /** Without a version the change is made on what stands now. */
  private ClientBody change(ClientView before, ClientBody body, ClientDetails after) {
    int seen = body.version() == null ? before.version() : body.version();
    return body(clients.change(before.id(), seen, after));
  }

  private ClientBody body(ClientView client) {
    return bodies(List.of(client)).getFirst();
  }

  private List<ClientBody> bodies(List<ClientView> found) {
    var sides = LedgerSides.of(ledger, found.stream().map(ClientsApi::ref).toList());
    var owed = balances.of(found.stream().map(ClientView::id).toList());
    return found.stream()
        .map(
            it ->
                ClientBody.of(it, owed.getOrDefault(it.id(), Balance.NOTHING), sides.get(ref(it))))
        .toList();
  }

  private static RecordRef ref(ClientView it) {
    return new RecordRef("client", it.id().value());
  }

  private static <E extends Enum<E>> E chosen(String parameter, E[] all, String name) {
    return Arrays.stream(all)
        .filter(it -> it.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    parameter, "One of " + Arrays.toString(all).toLowerCase(Locale.ROOT)));
  }
}
