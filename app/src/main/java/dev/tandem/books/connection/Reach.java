package dev.tandem.books.connection;

import dev.tandem.xero.TenantId;
import dev.tandem.xero.XeroLedger;
import dev.tandem.xero.accounting.XeroOrganisation;
import dev.tandem.xero.oauth.XeroTenant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a grant opens. A consent lists its organisations itself; a custom connection's token cannot
 * ask for that list and opens the one organisation that answers it. Calls Xero: no transaction may
 * be open.
 */
@Component
class Reach {

  private final XeroApp app;

  Reach(XeroApp app) {
    this.app = app;
  }

  /**
   * @param connectionId ends the connection at Xero; null: it is ended in Xero's portal
   * @param authEvent the consent that opened it last; null where nobody consents
   */
  record Opened(
      TenantId tenant,
      @Nullable UUID connectionId,
      @Nullable UUID authEvent,
      @Nullable String name) {

    String tenantId() {
      return tenant.toString();
    }
  }

  List<Opened> organisations(Grant grant) {
    if (grant.custom()) {
      XeroOrganisation books = app.books().ledger(grant.accessToken()).organisation().value();
      UUID id = books.organisationId();
      return id == null
          ? List.of()
          : List.of(new Opened(TenantId.of(id.toString()), null, null, books.name()));
    }
    return app.xero(grant).oauth().tenants(grant.accessToken()).value().stream()
        .filter(it -> "ORGANISATION".equals(it.tenantType()))
        .map(Reach::opened)
        .toList();
  }

  private static Opened opened(XeroTenant it) {
    return new Opened(it.tenantId(), it.connectionId(), it.authEventId(), it.tenantName());
  }

  boolean opens(Grant grant, String tenantId) {
    return organisations(grant).stream().anyMatch(it -> Objects.equals(it.tenantId(), tenantId));
  }

  /**
   * The organisation's books; calls nobody yet. A custom connection's token says itself whose they
   * are; named all the same, so that a token of another one is refused.
   */
  XeroLedger ledger(Grant grant, String tenantId) {
    return app.books().ledger(TenantId.of(tenantId), grant.accessToken());
  }
}
