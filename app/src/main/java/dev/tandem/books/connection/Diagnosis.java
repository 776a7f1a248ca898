package dev.tandem.books.connection;

import dev.tandem.xero.XeroAccessLost;
import dev.tandem.xero.XeroException;
import dev.tandem.xero.oauth.XeroTenant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Finds out why Xero does not let us into an organisation. Xero answers the same 403 for several
 * things, and the same 401 for a missing scope and a missing role; the list of connections, which
 * is no call to the organisation's books, and the token's own scopes tell them apart. No
 * transaction may be open.
 */
@Component
class Diagnosis {

  private final XeroApp app;
  private final Reach reach;
  private final Routes routes;
  private final LedgerFeatures features;

  Diagnosis(XeroApp app, Reach reach, Routes routes, LedgerFeatures features) {
    this.app = app;
    this.reach = reach;
    this.routes = routes;
    this.features = features;
  }

  /**
   * @param grant as it was when Xero refused, with a token that is not too old
   */
  LostReason of(Binding binding, Grant grant, XeroAccessLost denied) {
    return switch (denied.why()) {
      case APP_REFUSED -> grant.custom() ? AppTokens.reason(denied) : LostReason.APP_REFUSED;
      case TOKEN_EXPIRED, GRANT_ENDED ->
          grant.custom() ? LostReason.CUSTOM_NOT_AUTHORISED : LostReason.GRANT_ENDED;
      case SCOPE_MISSING ->
          coversEverything(binding) ? LostReason.ROLE_MISSING : LostReason.SCOPE_MISSING;
      case DISCONNECTED -> whereabouts(binding, grant);
    };
  }

  /** Whether the grant, as last renewed, has the scopes of everything that is switched on. */
  boolean coversEverything(Binding binding) {
    return features.of(binding.id()).wanting().isEmpty();
  }

  /**
   * Where the organisation went, which lets us in no more: whether Xero still lists it, or another
   * one in its place. A custom connection has no such list, and one organisation for good.
   */
  LostReason whereabouts(Binding binding, Grant grant) {
    if (grant.custom()) {
      return LostReason.CUSTOM_NOT_AUTHORISED;
    }
    try {
      return of(binding, grant, app.xero(grant).oauth().tenants(grant.accessToken()).value());
    } catch (XeroAccessLost e) {
      return LostReason.GRANT_ENDED;
    } catch (XeroException away) {
      // Not known for now; the next look tells.
      return LostReason.NO_ACCESS;
    }
  }

  private LostReason of(Binding binding, Grant grant, List<XeroTenant> listed) {
    if (listed.stream().anyMatch(it -> isItsSuccessor(it, binding, grant))) {
      return LostReason.DEMO_RESET;
    }
    boolean there =
        listed.stream().anyMatch(it -> it.tenantId().toString().equals(binding.tenantId()));
    return there ? LostReason.NO_ACCESS : LostReason.DISCONNECTED_AT_LEDGER;
  }

  /**
   * A reset demo company comes back under the same name and another id, connected later than the
   * old one. Two real organisations may share a name, so the books are asked whether they are a
   * demo company's.
   */
  private boolean isItsSuccessor(XeroTenant it, Binding binding, Grant grant) {
    String id = it.tenantId().toString();
    return !id.equals(binding.tenantId())
        && binding.organisationName().equals(it.tenantName())
        && it.createdDateUtc() != null
        && it.createdDateUtc().isAfter(binding.connectedAt())
        && routes.find(XeroApp.PROVIDER, id).isEmpty()
        && isDemo(it, grant);
  }

  private boolean isDemo(XeroTenant it, Grant grant) {
    try {
      var books = reach.ledger(grant, it.tenantId().toString()).organisation().value();
      return Boolean.TRUE.equals(books.isDemoCompany());
    } catch (XeroException e) {
      return false;
    }
  }
}
