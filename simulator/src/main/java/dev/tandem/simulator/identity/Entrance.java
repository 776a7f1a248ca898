package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Request;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Looks at everyone who wants to work on books: token, scopes, organisation, the user's role. */
public final class Entrance {
  /** Xero: how long a new connection is let hurry with Rapid Sync. */
  private static final Duration RAPID = Duration.ofMinutes(30);

  private final Bearers bearers;
  private final Grants grants;
  private final Admission admission;
  private final CustomConnections custom;
  private final TenantDirectory directory;
  private final Clock clock;

  Entrance(
      Bearers bearers,
      Grants grants,
      Admission admission,
      CustomConnections custom,
      TenantDirectory directory,
      Clock clock) {
    this.bearers = bearers;
    this.grants = grants;
    this.admission = admission;
    this.custom = custom;
    this.directory = directory;
    this.clock = clock;
  }

  /** Whose token it is; a 401 when it is none, or no longer. */
  public Caller caller(Request request) {
    return bearers.caller(request);
  }

  /** The app a token was made for, even if it has expired; empty when it is none of ours. */
  public String app(Request request) {
    return bearers.app(request);
  }

  /** A 401 unless one of the areas is open to the caller. */
  public void checkScope(Caller caller, Collection<String> areas, boolean write) {
    Set<String> left = grants.left(caller.app().clientId(), caller.scopes(), caller.custom());
    if (areas.stream().noneMatch(area -> Scopes.allow(left, area, write))) {
      throw ApiProblem.missingScope();
    }
  }

  /** The organisation the call is for; a 403 when it is not open to the caller. */
  public String tenant(Request request, Caller caller, boolean write) {
    Optional<String> named =
        request
            .header("xero-tenant-id")
            .filter(text -> !text.isEmpty())
            .map(text -> text.toLowerCase(Locale.ROOT));
    String tenant =
        (caller.custom() ? customTenant(caller.app(), named) : connected(caller.app(), named))
            .filter(directory::knows)
            .orElseThrow(ApiProblem::noAccess);
    admission.check(caller, tenant, write);
    return tenant;
  }

  /** In which role the caller works there; a custom connection acts for nobody. */
  public Admission.Role role(Caller caller, String tenant) {
    return caller.custom() ? Admission.Role.STANDARD : admission.role(tenant);
  }

  private Optional<String> connected(App app, Optional<String> named) {
    return named.filter(tenant -> grants.connected(app.clientId(), tenant));
  }

  /** It opens one organisation, which need not be named. */
  private Optional<String> customTenant(App app, Optional<String> named) {
    return Optional.ofNullable(app.customTenant())
        .filter(tenant -> custom.state(app) == CustomConnections.State.AUTHORISED)
        .filter(tenant -> named.isEmpty() || named.get().equalsIgnoreCase(tenant));
  }

  /** Whether the app was connected to the organisation within the last half hour. */
  public boolean justConnected(Caller caller, String tenant) {
    return grants.connections(caller.app().clientId()).stream()
        .filter(each -> each.tenantId().equals(tenant))
        .anyMatch(each -> clock.instant().isBefore(each.created().plus(RAPID)));
  }
}
