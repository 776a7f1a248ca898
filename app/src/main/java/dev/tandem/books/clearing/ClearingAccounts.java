package dev.tandem.books.clearing;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.reference.Reference;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Actor;
import dev.tandem.staff.AuditTrail;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bank accounts in the ledger through which money only passes: card payments until the provider
 * pays out, cash until it is banked. Each comes back to zero, and every day says whether it did.
 */
@Component
@Transactional
public class ClearingAccounts {

  /** So many days are shown. */
  private static final int DAYS = 60;

  private final ClearingRepository repository;
  private final Reference reference;
  private final Connections connections;
  private final LedgerFeatures features;
  private final Lanes lanes;
  private final AuditTrail trail;
  private final Clock clock;

  ClearingAccounts(
      ClearingRepository repository,
      Reference reference,
      Connections connections,
      LedgerFeatures features,
      Lanes lanes,
      AuditTrail trail,
      Clock clock) {
    this.repository = repository;
    this.reference = reference;
    this.connections = connections;
    this.features = features;
    this.lanes = lanes;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * One organisation's.
   *
   * @param bank its bank accounts, of which they are chosen
   * @param lacking what has to be allowed before anything can be read; null if nothing
   * @param asked whether somebody waits for a reading
   */
  public record Overview(
      Binding binding,
      List<LedgerAccount> bank,
      List<ClearingAccount> accounts,
      @Nullable String lacking,
      boolean asked) {

    public boolean chosen(String ledgerId) {
      return accounts.stream().anyMatch(it -> it.ledgerId().equals(ledgerId));
    }
  }

  /** Of every organisation that is connected. */
  @Transactional(readOnly = true)
  public List<Overview> all() {
    return connections.bindings().stream().filter(Binding::active).map(this::of).toList();
  }

  private Overview of(Binding binding) {
    UUID tenant = tenant(binding);
    List<LedgerAccount> bank =
        reference.accounts(tenant).stream().filter(it -> it.bank() && it.active()).toList();
    List<ClearingAccount> accounts =
        repository.chosen(tenant).stream().map(it -> account(tenant, it)).toList();
    var balances = features.of(binding.id()).one(Feature.BALANCES);
    return new Overview(
        binding,
        bank,
        accounts,
        accounts.isEmpty() ? null : balances.reason(),
        repository.mark(tenant).map(it -> it.askedAt() != null).orElse(false));
  }

  private ClearingAccount account(UUID tenant, String ledgerId) {
    String name =
        reference.accounts(tenant).stream()
            .filter(it -> it.id().equals(ledgerId))
            .map(LedgerAccount::name)
            .findFirst()
            .orElse("An account that is gone");
    return new ClearingAccount(tenant, ledgerId, name, repository.days(tenant, ledgerId, DAYS));
  }

  /**
   * These, and no others, have to come back to zero from now on. Their balances are read at once,
   * if Xero allows it.
   *
   * @param accounts ledger ids of bank accounts
   * @throws InvalidInput if one of them is none
   */
  public void choose(BindingId id, List<String> accounts) {
    Binding binding = connections.binding(id);
    UUID tenant = tenant(binding);
    List<String> bank =
        reference.accounts(tenant).stream()
            .filter(LedgerAccount::bank)
            .map(LedgerAccount::id)
            .toList();
    if (!bank.containsAll(accounts)) {
      throw new InvalidInput("account", "Choose among the bank accounts.");
    }
    repository.choose(tenant, accounts, clock.instant(), Actor.current().name());
    features.turn(id, Feature.BALANCES, !accounts.isEmpty());
    trail.note(
        new RecordRef("ledger", id.value()),
        null,
        "clearing accounts",
        accounts.isEmpty()
            ? "chose no clearing account in " + binding.organisationName()
            : "chose %d clearing accounts in %s"
                .formatted(accounts.size(), binding.organisationName()));
    if (!accounts.isEmpty()) {
      readNow(id);
    }
  }

  /** A person wants to know what they have come to by now. The lane does it next. */
  public void readNow(BindingId id) {
    repository.ask(tenant(connections.binding(id)), clock.instant());
    lanes.signal();
  }

  /**
   * Those that something was left on at the end of the last whole day read, of all organisations.
   */
  @Transactional(readOnly = true)
  public List<ClearingAccount> notAtRest() {
    return all().stream()
        .flatMap(it -> it.accounts().stream())
        .filter(it -> Optional.ofNullable(it.latest()).filter(day -> !day.atRest()).isPresent())
        .toList();
  }

  private static UUID tenant(Binding binding) {
    return UUID.fromString(binding.tenantId());
  }
}
