package dev.tandem.books.connection;

import dev.tandem.shared.Practices;
import dev.tandem.shared.SealingKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Tells every practice on a grant that the ledger no longer takes it; no transaction may be open.
 */
@Component
class LostGrants {

  private static final Logger log = LoggerFactory.getLogger(LostGrants.class);

  private final Grants grants;
  private final BindingStates bindings;
  private final SealingKey key;
  private final boolean looking;

  /**
   * @param looking this process only looks, with settings that need not be the nodes': what it
   *     cannot reach is no loss to anybody
   */
  LostGrants(
      Grants grants,
      BindingStates bindings,
      SealingKey key,
      @Value("${tandem.only-looks:false}") boolean looking) {
    this.grants = grants;
    this.bindings = bindings;
    this.key = key;
    this.looking = looking;
  }

  void tell(Grant grant, LostReason reason) {
    // Missing to this process alone, which was started with another key or left behind.
    if (looking || reason == LostReason.KEY_MISSING && !key.isKnown()) {
      return;
    }
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
