package dev.tandem.books.connection;

import dev.tandem.xero.XeroException;
import dev.tandem.xero.XeroNotFound;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The end of a binding, and of a grant on which nothing hangs any more: here, and at Xero without
 * taking along what belongs to somebody else. Calls Xero, so no transaction may be open around it.
 */
@Component
class Disconnection {

  private static final Logger log = LoggerFactory.getLogger(Disconnection.class);

  private final XeroApp app;
  private final Bindings bindings;
  private final Routes routes;
  private final Grants grants;
  private final TokenRefresh tokens;

  Disconnection(XeroApp app, Bindings bindings, Routes routes, Grants grants, TokenRefresh tokens) {
    this.app = app;
    this.bindings = bindings;
    this.routes = routes;
    this.grants = grants;
    this.tokens = tokens;
  }

  /** Ends the binding; says whether Xero could be told. */
  boolean of(BindingId id) {
    Binding binding = bindings.find(id);
    boolean told = closeAtXero(binding);
    bindings.unbind(id);
    endGrant(binding.grant());
    return told;
  }

  /** A custom connection is ended in Xero's portal alone: here its secrets are wiped. */
  private boolean closeAtXero(Binding binding) {
    if (bindings.connectionAtLedger(binding.id()).isEmpty() || isAnothers(binding)) {
      return true;
    }
    try {
      Grant grant = tokens.fresh(binding.grant());
      bindings
          .connectionAtLedger(binding.id())
          .ifPresent(
              it -> app.xero(grant).oauth().disconnect(grant.accessToken(), UUID.fromString(it)));
      return true;
    } catch (XeroNotFound alreadyGone) {
      return true;
    } catch (XeroException | NotConnected e) {
      log.info("Binding {} ends without Xero knowing: {}", binding.id(), e.getMessage());
      return false;
    }
  }

  /** Ended here before, and connected by another practice since: that connection is not ours. */
  private boolean isAnothers(Binding binding) {
    return routes
        .find(binding.provider(), binding.tenantId())
        .filter(it -> !it.binding().equals(binding.id()))
        .isPresent();
  }

  /**
   * Ends the grant unless an organisation is on it. It is ended here first, so that nobody chooses
   * on it while Xero is told. Revoking takes every connection of the same Xero user along: only
   * when nobody else hangs on one.
   */
  void endGrant(GrantId id) {
    Grant grant = grants.find(id);
    String refreshToken = grant.refreshToken();
    if (!grants.retire(id) || !grant.active() || refreshToken == null) {
      return;
    }
    if (!grants.sharesItsUser(grant)) {
      try {
        app.xero(grant).oauth().revoke(refreshToken);
      } catch (XeroException | NotConnected e) {
        log.info("{} ends without being revoked at Xero: {}", grant, e.getMessage());
      }
    }
  }
}
