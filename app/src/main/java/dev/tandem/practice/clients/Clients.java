package dev.tandem.practice.clients;

import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Ids;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The people and organisations that the practice serves. All work is done for the current practice;
 * each change publishes its event in the same transaction.
 */
@Component
@Transactional
public class Clients {

  private static final int PORTION = 500;

  private final ClientRepository repository;
  private final Setup setup;
  private final ClientNews news;
  private final Clock clock;

  Clients(ClientRepository repository, Setup setup, ClientNews news, Clock clock) {
    this.repository = repository;
    this.setup = setup;
    this.news = news;
    this.clock = clock;
  }

  /**
   * Adds a client.
   *
   * @throws dev.tandem.shared.InvalidInput naming the fields that cannot be taken
   */
  public ClientId add(ClientDetails details) {
    ClientCheck.refuseInvalid(details, clock);
    return insert(details);
  }

  /**
   * Replaces a client's details. Saving what is already there changes nothing.
   *
   * @param seenVersion the version that the change was made on
   * @throws ClientChangedMeanwhile if that is no longer the current one
   * @throws dev.tandem.shared.InvalidInput naming the fields that cannot be taken
   */
  public ClientView change(ClientId id, int seenVersion, ClientDetails details) {
    ClientView before = hold(id);
    if (before.version() != seenVersion) {
      throw new ClientChangedMeanwhile(before);
    }
    refuseErased(before);
    ClientCheck.refuseInvalid(details, clock);
    replace(before, details);
    return find(id);
  }

  /**
   * Takes what the ledger says: it is a fact, so nothing is refused; what cannot be kept at all (no
   * name, no readable date) leaves ours as it was.
   *
   * @return whether anything changed
   */
  public boolean takeFromLedger(ClientId id, Map<ClientField, String> fields) {
    ClientView before = hold(id);
    // What somebody types into the neutral contact is not taken back.
    return !before.erased() && replace(before, LedgerWord.onto(before.details(), fields));
  }

  /** Nobody changes these clients before the transaction ends; those that do not exist are none. */
  public void holdAll(Collection<ClientId> ids) {
    repository.holdAll(ids);
  }

  /** The same of those that nobody else holds just now, without waiting; gives these. */
  public Set<ClientId> holdFree(Collection<ClientId> ids) {
    return repository.holdFree(ids);
  }

  /**
   * Adds a client that the ledger knew first; its values are facts, as in {@link #takeFromLedger}.
   */
  public ClientId addFromLedger(Map<ClientField, String> fields) {
    return insert(LedgerWord.onto(ClientDetails.NOTHING_KNOWN, fields));
  }

  /**
   * Adds a client again under the id that it had, as the ledger remembers it: a restored database
   * does not know it any more. What only we knew of it (birth date, notes) is gone.
   *
   * @return false if there is nothing to call it by; then nothing was added
   */
  public boolean bringBack(ClientId id, Map<ClientField, String> fields, boolean archived) {
    ClientDetails details = LedgerWord.onto(ClientDetails.NOTHING_KNOWN, fields);
    if (details.name().isEmpty()) {
      return false;
    }
    repository.insert(List.of(new ClientRow(id, details, country())));
    if (archived) {
      repository.setArchived(id, true);
    }
    news.broughtBack(id);
    return true;
  }

  /** The client stays with all that belongs to it, but is no longer offered for new work. */
  public void archive(ClientId id) {
    if (repository.setArchived(find(id).id(), true)) {
      news.archived(id);
    }
  }

  public void restore(ClientId id) {
    refuseErased(find(id));
    if (repository.setArchived(find(id).id(), false)) {
      news.restored(id);
    }
  }

  /**
   * @throws NoSuchRecord if this practice has no such client
   */
  @Transactional(readOnly = true)
  public ClientView find(ClientId id) {
    return repository.find(id).orElseThrow(() -> new NoSuchRecord("client", id));
  }

  /** Those of the clients that exist, in one reading. */
  @Transactional(readOnly = true)
  public Map<ClientId, ClientView> byIds(Collection<ClientId> ids) {
    return ids.isEmpty()
        ? Map.of()
        : repository.byIds(ids).stream()
            .collect(Collectors.toMap(ClientView::id, Function.identity()));
  }

  @Transactional(readOnly = true)
  public ClientPage search(ClientSearch search) {
    if (search.text().isEmpty()) {
      return page(ClientFilter.everyone(search), search);
    }
    ClientPage beginning = page(ClientFilter.beginning(search, country()), search);
    return beginning.total() > 0 ? beginning : page(ClientFilter.containing(search), search);
  }

  /**
   * All that a search finds, some hundred at a time and in the order of names: for files. Each
   * portion begins where the last one ended, so the thousandth costs no more than the first.
   *
   * @param after the last client of the portion before; null for the first
   */
  @Transactional(readOnly = true)
  public List<ClientView> portion(ClientSearch search, @Nullable ClientId after) {
    return repository.after(filter(search), after, PORTION);
  }

  /**
   * Clients who could be the one described: the same telephone, e-mail address, or name and birth
   * date. For a warning before somebody is added a second time.
   */
  @Transactional(readOnly = true)
  public List<ClientView> lookalikes(ClientDetails details) {
    return repository.lookalikes(new ClientRow(new ClientId(Ids.next(clock)), details, country()));
  }

  private ClientFilter filter(ClientSearch search) {
    if (search.text().isEmpty()) {
      return ClientFilter.everyone(search);
    }
    ClientFilter beginning = ClientFilter.beginning(search, country());
    return repository.count(beginning) > 0 ? beginning : ClientFilter.containing(search);
  }

  private ClientPage page(ClientFilter filter, ClientSearch search) {
    long total = repository.count(filter);
    List<ClientView> clients = total == 0 ? List.of() : repository.page(filter, search);
    return new ClientPage(clients, total, search.page(), search.size());
  }

  private ClientId insert(ClientDetails details) {
    var id = new ClientId(Ids.next(clock));
    repository.insert(List.of(new ClientRow(id, details, country())));
    news.added(id);
    return id;
  }

  private static void refuseErased(ClientView client) {
    if (client.erased()) {
      throw new Refused("This record was erased for good. Add a new one instead.");
    }
  }

  private boolean replace(ClientView before, ClientDetails after) {
    if (after.equals(before.details())) {
      return false;
    }
    repository.update(List.of(new ClientRow(before.id(), after, country())));
    news.changed(before.id(), before.details(), after);
    return true;
  }

  private ClientView hold(ClientId id) {
    return repository.hold(id).orElseThrow(() -> new NoSuchRecord("client", id));
  }

  private String country() {
    return setup.practice().country();
  }
}
