package dev.tandem.books.connection;

import dev.tandem.shared.Practices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells every practice on a grant that the ledger no longer takes it; no transaction may be open.
 */
@Component
class LostGrants {

  private static final Logger log = LoggerFactory.getLogger(LostGrants.class);

  private final Grants grants;
  private final BindingStates bindings;

  LostGrants(Grants grants, BindingStates bindings) {
    this.grants = grants;
    this.bindings = bindings;
  }

  void tell(Grant grant, LostReason reason) {
    // A wrong client secret is not the grant's fault: it works again once the secret is right.
    if (reason == LostReason.GRANT_ENDED && !grants.failed(grant)) {
      return;
    }
    log.warn("{} is no longer accepted ({}): its practices are asked to reconnect", grant, reason);
    for (var practice : grants.practicesOn(grant.id())) {
      Practices.run(practice, () -> bindings.grantLost(grant.id(), reason));
    }
  }
}
