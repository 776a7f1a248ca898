package dev.tandem.books.connection;

import dev.tandem.practice.setup.LocationId;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import dev.tandem.staff.StaffId;
import dev.tandem.xero.XeroAccessLost;
import dev.tandem.xero.XeroException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who we are to the ledger: which organisations the current practice is tied to, whether our
 * changes may leave for them, and the way in. Whatever may call the ledger ({@code access…}, {@code
 * begin}, {@code complete}, {@code offer}, {@code choose}, {@code refreshNow}, {@code disconnect})
 * must be called without an open transaction.
 */
@Component
public class Connections {

  private final XeroApp app;
  private final Reach reach;
  private final Bindings bindings;
  private final LocationOrganisations locations;
  private final Routes routes;
  private final Grants grants;
  private final TokenRefresh tokens;
  private final Consent consent;
  private final BindingStates states;
  private final AccessWatch watch;
  private final EarlierConsents earlier;
  private final Disconnection disconnection;

  Connections(
      XeroApp app,
      Reach reach,
      Bindings bindings,
      LocationOrganisations locations,
      Routes routes,
      Grants grants,
      TokenRefresh tokens,
      Consent consent,
      BindingStates states,
      AccessWatch watch,
      EarlierConsents earlier,
      Disconnection disconnection) {
    this.app = app;
    this.reach = reach;
    this.bindings = bindings;
    this.locations = locations;
    this.routes = routes;
    this.grants = grants;
    this.tokens = tokens;
    this.consent = consent;
    this.states = states;
    this.watch = watch;
    this.earlier = earlier;
    this.disconnection = disconnection;
  }

  /** The current practice's bindings, the main one first; those that were ended, too. */
  public List<Binding> bindings() {
    return bindings.all();
  }

  /**
   * The current practice's default organisation, unless a person ended it or there never was one.
   */
  public Optional<Binding> main() {
    return bindings.all().stream()
        .filter(it -> it.main() && it.status() != Binding.Status.DISCONNECTED)
        .findFirst();
  }

  /**
   * Into whose books the invoices of a location belong: of the organisation that was named for it,
   * else the main one. None while that is disconnected: they do not go elsewhere by themselves.
   *
   * @param location null for what belongs to no location
   */
  public Optional<Binding> organisationOf(@Nullable LocationId location) {
    BindingId named = location == null ? null : locations.all().get(location);
    return named == null
        ? main()
        : Optional.of(bindings.find(named))
            .filter(it -> it.status() != Binding.Status.DISCONNECTED);
  }

  /** The organisations that were named for locations; all others follow the main one. */
  public Map<LocationId, BindingId> locations() {
    return locations.all();
  }

  /**
   * Gives the location's invoices to an organisation: those made from now on, and those that have
   * not gone anywhere yet. What is in another's books stays there.
   *
   * @param binding null for whichever is the main one
   * @throws Refused if that organisation is disconnected
   */
  public void assign(LocationId location, @Nullable BindingId binding) {
    locations.assign(location, binding);
  }

  /**
   * Makes it the organisation for everything that has no place yet. What is in another's books, or
   * waits for another that is connected, stays there.
   *
   * @throws Refused if it is disconnected
   */
  public void makeMain(BindingId id) {
    bindings.makeMain(id);
  }

  public Binding binding(BindingId id) {
    return bindings.find(id);
  }

  /** To whom an organisation belongs; needs no practice. */
  public Optional<Route> route(String provider, String tenantId) {
    return routes.find(provider, tenantId);
  }

  /**
   * Organisations that a custom connection opens and for which no webhook key was entered, by their
   * ids over there; needs no practice.
   */
  public List<UUID> customWithoutWebhookKey() {
    return routes.customWithoutWebhookKey();
  }

  /** Every bound organisation of the installation; needs no practice. */
  public List<Route> routes() {
    return routes.all();
  }

  /**
   * A way into the organisation's books, renewed first when under five minutes are left.
   *
   * @throws NotConnected if a person has to act first
   * @throws XeroException if Xero's token endpoint is busy or away: try later
   */
  public Access access(BindingId id) {
    Binding binding = open(id);
    return access(binding, accepted(binding, () -> tokens.fresh(binding.grant())));
  }

  /** Another way in, after the ledger called this one's token expired; renews at most once. */
  public Access accessAfter(Access refused) {
    Binding binding = open(refused.binding());
    return access(
        binding, accepted(binding, () -> tokens.newer(binding.grant(), refused.version())));
  }

  private Grant accepted(Binding binding, Supplier<Grant> tokens) {
    try {
      return tokens.get();
    } catch (NotConnected e) {
      watch.notAccepted(binding);
      throw e;
    }
  }

  /**
   * The ledger lets us in no more (a 401 that no refresh cures, a 403): finds out why, with a call
   * of its own where the answer does not tell, and asks a person to act.
   */
  public void denied(BindingId id, XeroAccessLost denied) {
    watch.denied(id, denied);
  }

  /** As {@link #denied} where the reason is known. */
  public void lost(BindingId id, LostReason reason) {
    states.move(id, Binding.Status.NEEDS_ATTENTION, reason);
  }

  /**
   * Holds everything, both ways, until {@link #resume}; tokens are kept alive meanwhile.
   *
   * @param because in the person's words, up to 200 characters; may be empty
   * @throws Refused if it is not connected, or not well: there is nothing to hold then
   */
  public void suspend(BindingId id, String because) {
    String why = because.strip();
    if (why.length() > 200) {
      throw new InvalidInput("because", "Say it in up to 200 characters.");
    }
    bindings.find(id);
    if (!states.suspend(id, why)) {
      throw new Refused("Only a connection that works can be suspended.");
    }
  }

  /** Lets a suspended connection go on; if its consent has ended meanwhile, a person is asked. */
  public void resume(BindingId id) {
    Binding binding = bindings.find(id);
    if (!states.resume(id)) {
      throw new Refused("The connection is not suspended.");
    }
    if (grants.find(binding.grant()).ended()) {
      lost(id, LostReason.GRANT_ENDED);
    }
  }

  /** Why a person suspended it, in their words; empty if they did not say. */
  public String suspendedBecause(BindingId id) {
    return states.suspendedBecause(id);
  }

  /** Lets our changes leave: from now on what waits is sent. */
  public void turnSendingOn(BindingId id) {
    bindings.sending(id, true);
  }

  /** Holds our changes back; they keep waiting in their order. */
  public void turnSendingOff(BindingId id) {
    bindings.sending(id, false);
  }

  /** For whom the ledger counts the calls to this organisation: an app of its own, or ours. */
  public String app(BindingId id) {
    return grants.reach(bindings.find(id).grant()).appKey();
  }

  public AppRegistration registration() {
    return app.registration();
  }

  public TokenHealth health(BindingId id) {
    Grant grant = grants.find(bindings.find(id).grant());
    return new TokenHealth(
        grant.accessExpiresAt(),
        grant.refreshedAt(),
        grant.custom() ? null : grant.refreshIssuedAt().plus(TokenHealth.CONSENT_LASTS),
        grant.active());
  }

  /** Sets out to the consent page: the address to send the browser to. */
  public URI begin(Visitor visitor) {
    return consent.begin(visitor);
  }

  /**
   * The browser is back from the consent page.
   *
   * @param code absent when access was denied
   * @throws ConsentRefused if this answer cannot be used
   */
  public GrantId complete(Visitor visitor, String state, @Nullable String code) {
    return consent.complete(visitor, state, code);
  }

  /** Consents that this person gave, in whatever practice, and that still hold; newest first. */
  public List<EarlierConsent> consents(StaffId person) {
    return earlier.of(person);
  }

  /**
   * The organisations that a consent opens.
   *
   * @throws NoSuchRecord if it is another person's
   */
  public Offer offer(GrantId grant, Visitor visitor) {
    return consent.offer(grant, visitor);
  }

  /**
   * What came of a choice.
   *
   * @param told whether Xero could be told that the former organisation was disconnected; if not, a
   *     person removes Tandem among Xero's connected apps
   */
  public record Chosen(BindingId binding, boolean told) {}

  /** As {@link #choose(GrantId, String, BindingId, Visitor)}, beside whatever is connected. */
  public BindingId choose(GrantId grant, String tenantId, Visitor visitor) {
    return choose(grant, tenantId, null, visitor).binding();
  }

  /**
   * Ties the practice to the organisation that a person chose. Sending stays off until a person
   * turns it on. One that is tied to the practice already goes on under the new consent.
   *
   * @param insteadOf is disconnected in the same step, and what it was for (the main one, certain
   *     locations) the new one is from now on; null to come beside the others
   * @throws NoSuchRecord if the consent is another person's
   * @throws OrganisationHeldElsewhere if another practice has the organisation
   */
  public Chosen choose(
      GrantId grant, String tenantId, @Nullable BindingId insteadOf, Visitor visitor) {
    Binding old = insteadOf == null ? null : bindings.living(insteadOf);
    List<GrantId> before = bindings.all().stream().map(Binding::grant).distinct().toList();
    BindingId id = consent.choose(grant, tenantId, visitor);
    boolean told = true;
    if (old != null && !old.id().equals(id)) {
      locations.handOver(old, id);
      told = disconnect(old.id());
    }
    before.stream().filter(it -> !it.equals(grant)).forEach(disconnection::endGrant);
    return new Chosen(id, told);
  }

  /**
   * Renews the tokens now and looks whether the organisation is open to us; its state follows,
   * unless a person holds it.
   *
   * @return why it is not open to us; empty if it is
   * @throws NotConnected if a person has to act first
   * @throws XeroException if Xero is busy or away: try later
   */
  public Optional<LostReason> refreshNow(BindingId id) {
    return watch.look(id);
  }

  /**
   * Ends the binding here and at Xero; the grant, too, when nothing else hangs on it.
   *
   * @return whether Xero could be told; if not, a person removes Tandem among Xero's connected apps
   */
  public boolean disconnect(BindingId id) {
    return disconnection.of(id);
  }

  private Binding open(BindingId id) {
    Binding binding = bindings.find(id);
    return switch (binding.status()) {
      case ACTIVE -> binding;
      case NEEDS_ATTENTION -> throw NotConnected.because(Objects.requireNonNull(binding.reason()));
      case SUSPENDED -> throw new NotConnected("The connection is suspended.");
      case DISCONNECTED ->
          throw new NotConnected(
              "The practice was disconnected from Xero. Connect it again on the Ledger page.");
    };
  }

  private Access access(Binding binding, Grant grant) {
    return new Access(
        binding.id(),
        binding.tenantId(),
        grant.accessToken(),
        grant.accessExpiresAt(),
        grant.version(),
        reach.ledger(grant, binding.tenantId()));
  }
}
