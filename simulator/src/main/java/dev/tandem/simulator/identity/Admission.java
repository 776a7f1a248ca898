package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.journal.Drawer;
import dev.tandem.simulator.journal.Journal;
import java.util.Locale;

/**
 * What the user may still do in each organisation: the app acts in their name and may never do
 * more. A connection stays listed when the user loses the organisation, as in the real Xero.
 */
public final class Admission {
  /** The user's role in one organisation, as far as it concerns an app. */
  public enum Role {
    STANDARD,
    /** May look, not write. */
    READ_ONLY,
    /** Is no longer a user of the organisation. */
    NONE
  }

  private static final String CLOSED = "closed";
  private static final String ROLE = "role";

  private final Drawer drawer;

  Admission(Journal journal) {
    this.drawer = new Drawer("admission", journal);
  }

  public Role role(String tenantId) {
    return drawer
        .get(tenantId)
        .map(node -> Role.valueOf(node.path(ROLE).asString()))
        .orElse(Role.STANDARD);
  }

  /** Closed, or its trial is over: nobody gets in until it is opened again. */
  public boolean closed(String tenantId) {
    return drawer.get(tenantId).map(node -> node.path(CLOSED).asBoolean()).orElse(false);
  }

  public synchronized void give(String tenantId, Role role) {
    put(tenantId, role, closed(tenantId));
  }

  public synchronized void close(String tenantId, boolean closed) {
    put(tenantId, role(tenantId), closed);
  }

  private void put(String tenantId, Role role, boolean closed) {
    drawer.put(
        tenantId.toLowerCase(Locale.ROOT),
        Json.object().put(ROLE, role.name()).put(CLOSED, closed));
  }

  /** Refuses what the user could not do either; a custom connection acts for nobody. */
  public void check(Caller caller, String tenantId, boolean write) {
    Role role = caller.custom() ? Role.STANDARD : role(tenantId);
    if (closed(tenantId) || role == Role.NONE) {
      throw ApiProblem.noAccess();
    }
    if (write && role == Role.READ_ONLY) {
      throw ApiProblem.missingScope();
    }
  }

  public void reset() {
    drawer.clear();
  }
}
