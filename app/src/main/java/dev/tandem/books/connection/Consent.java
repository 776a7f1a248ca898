package dev.tandem.books.connection;

import dev.tandem.books.connection.ConsentRefused.Why;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.xero.XeroAccessLost;
import dev.tandem.xero.XeroException;
import dev.tandem.xero.accounting.XeroOrganisation;
import dev.tandem.xero.oauth.TokenSet;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The way of a person to Xero's consent page and back, up to the choice of an organisation. Calls
 * Xero, so no transaction may be open around it.
 */
@Component
class Consent {

  private final XeroApp app;
  private final Reach reach;
  private final LedgerFeatures features;
  private final ConsentAttempts attempts;
  private final Grants grants;
  private final TokenRefresh tokens;
  private final Bindings bindings;
  private final EarlierConsents earlier;
  private final Routes routes;
  private final Setup setup;
  private final ObjectProvider<OrganisationMove> moves;

  Consent(
      XeroApp app,
      Reach reach,
      LedgerFeatures features,
      ConsentAttempts attempts,
      Grants grants,
      TokenRefresh tokens,
      Bindings bindings,
      EarlierConsents earlier,
      Routes routes,
      Setup setup,
      ObjectProvider<OrganisationMove> moves) {
    this.app = app;
    this.reach = reach;
    this.features = features;
    this.attempts = attempts;
    this.grants = grants;
    this.tokens = tokens;
    this.bindings = bindings;
    this.earlier = earlier;
    this.routes = routes;
    this.setup = setup;
    this.moves = moves;
  }

  URI begin(Visitor visitor) {
    var request = app.xero().oauth().authorize(features.toAskFor());
    attempts.remember(request, Practices.current(), visitor);
    return request.url();
  }

  GrantId complete(Visitor visitor, String state, @Nullable String code) {
    String verifier = attempts.consume(state, Practices.current(), visitor);
    if (code == null || code.isBlank()) {
      throw new ConsentRefused(Why.DENIED);
    }
    return grants.add(Practices.current(), visitor.person(), exchange(code, verifier));
  }

  private TokenSet exchange(String code, String verifier) {
    try {
      return app.xero().oauth().exchange(code, verifier).value();
    } catch (XeroAccessLost e) {
      throw new ConsentRefused(Why.NOT_ACCEPTED);
    } catch (XeroException e) {
      throw new ConsentRefused(Why.XERO_AWAY);
    }
  }

  /** What the grant opens: the organisations of this very consent first. */
  Offer offer(GrantId id, Visitor visitor) {
    Grant grant = given(id, visitor);
    var choices = new ArrayList<Offer.Choice>();
    for (Reach.Opened tenant : reach.organisations(grant)) {
      choices.add(choice(grant, tenant));
    }
    choices.sort(Comparator.comparing(it -> !it.opened()));
    return new Offer(
        id, choices, bindings.all().stream().filter(it -> living(it)).toList(), grant.custom());
  }

  BindingId choose(GrantId id, String tenantId, Visitor visitor) {
    Grant grant = given(id, visitor);
    Reach.Opened tenant =
        reach.organisations(grant).stream()
            .filter(it -> it.tenantId().equals(tenantId))
            .findAny()
            .orElseThrow(
                () ->
                    new Refused(
                        "Xero does not show this organisation to Tandem any more. Start again and"
                            + " allow it on Xero's page."));
    if (moves.stream().anyMatch(it -> it.leavesWritesOpen(XeroApp.PROVIDER, tenantId))) {
      throw OrganisationHeldElsewhere.withOpenWrites();
    }
    var books = books(grant, tenant);
    return bindings.bind(organisation(tenant, books), id, visitor.person());
  }

  /**
   * A consent is used by the person who gave it, and by nobody else, in whatever practice; and by
   * the programs of the practice in which it was given.
   */
  private Grant given(GrantId id, Visitor visitor) {
    boolean may =
        visitor.isProgram()
            ? grants.find(id).practice().equals(Practices.current())
            : earlier.isBy(id, visitor.person(), Practices.current());
    if (!may) {
      throw new NoSuchRecord("consent", id);
    }
    return tokens.fresh(id);
  }

  private static boolean living(Binding it) {
    return it.status() != Binding.Status.DISCONNECTED;
  }

  private Offer.Choice choice(Grant grant, Reach.Opened tenant) {
    String tenantId = tenant.tenantId();
    boolean opened = Objects.equals(Objects.toString(tenant.authEvent(), null), grant.authEvent());
    var holder = routes.find(XeroApp.PROVIDER, tenantId).map(Route::practice);
    boolean elsewhere = holder.isPresent() && !holder.get().equals(Practices.current());
    var here = bindings.all().stream().filter(it -> it.tenantId().equals(tenantId)).findAny();
    var books = opened && !elsewhere ? books(grant, tenant) : null;
    return new Offer.Choice(
        tenantId,
        name(tenant, books),
        opened,
        elsewhere,
        here.isPresent(),
        here.filter(it -> living(it)).isPresent(),
        books == null ? null : books.countryCode(),
        books == null ? null : books.baseCurrency(),
        books == null ? List.of() : mismatches(books));
  }

  /** Null when Xero does not tell just now: a warning less is no reason to stop. */
  private @Nullable XeroOrganisation books(Grant grant, Reach.Opened tenant) {
    try {
      return reach.ledger(grant, tenant.tenantId()).organisation().value();
    } catch (XeroException e) {
      return null;
    }
  }

  private List<String> mismatches(XeroOrganisation books) {
    var practice = setup.practice();
    var warnings = new ArrayList<String>();
    String currency = books.baseCurrency();
    if (currency != null && !currency.equals(practice.currency())) {
      warnings.add(
          "Its books are kept in %s, this practice bills in %s: invoices will need that currency to be enabled in Xero."
              .formatted(currency, practice.currency()));
    }
    String country = books.countryCode();
    if (country != null && !country.equals(practice.country())) {
      warnings.add(
          "It follows the chart of accounts and tax rates of %s, this practice is in %s: check the mapping of every service before sending."
              .formatted(country, practice.country()));
    }
    return warnings;
  }

  private static Organisation organisation(Reach.Opened tenant, @Nullable XeroOrganisation books) {
    return new Organisation(
        tenant.tenantId(),
        Objects.toString(tenant.connectionId(), null),
        name(tenant, books),
        books == null ? null : books.shortCode(),
        books == null ? null : books.countryCode(),
        books == null ? null : books.baseCurrency());
  }

  private static String name(Reach.Opened tenant, @Nullable XeroOrganisation books) {
    String name = tenant.name() != null ? tenant.name() : books == null ? null : books.name();
    return name == null ? "Organisation " + tenant.tenantId() : name;
  }
}
