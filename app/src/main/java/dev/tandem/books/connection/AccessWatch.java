package dev.tandem.books.connection;

import dev.tandem.xero.XeroAccessLost;
import dev.tandem.xero.XeroException;
import dev.tandem.xero.XeroLedger;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Whether the ledger lets us into an organisation: notices that it does not, says why, and sees
 * that it does again. Calls Xero, so no transaction may be open around it.
 */
@Component
class AccessWatch {

  private final Reach reach;
  private final Bindings bindings;
  private final BindingStates states;
  private final Grants grants;
  private final TokenRefresh tokens;
  private final Diagnosis diagnosis;

  /** One diagnosis at a time for one binding: up to five calls may be refused in one instant. */
  private final ConcurrentMap<BindingId, ReentrantLock> locks = new ConcurrentHashMap<>();

  AccessWatch(
      Reach reach,
      Bindings bindings,
      BindingStates states,
      Grants grants,
      TokenRefresh tokens,
      Diagnosis diagnosis) {
    this.reach = reach;
    this.bindings = bindings;
    this.states = states;
    this.grants = grants;
    this.tokens = tokens;
    this.diagnosis = diagnosis;
  }

  /** Xero refused a call: finds out why, once, and asks people to act. */
  void denied(BindingId id, XeroAccessLost denied) {
    var lock = locks.computeIfAbsent(id, _ -> new ReentrantLock());
    lock.lock();
    try {
      Binding binding = bindings.find(id);
      if (binding.active()) {
        states.move(id, Binding.Status.NEEDS_ATTENTION, reason(binding, denied));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * There is no token for it: if its grant has ended and nobody was told (a process died in the
   * midst of telling, or the grant ended while it was chosen), people are asked to act.
   */
  void notAccepted(Binding binding) {
    Grant grant = grants.find(binding.grant());
    if (grant.ended()) {
      states.grantLost(
          grant.id(), grant.custom() ? LostReason.CUSTOM_NOT_AUTHORISED : LostReason.GRANT_ENDED);
    }
  }

  private LostReason reason(Binding binding, XeroAccessLost denied) {
    Grant grant = grants.find(binding.grant());
    LostReason reason = diagnosis.of(binding, grant, denied);
    if (reason != LostReason.ROLE_MISSING) {
      return reason;
    }
    try {
      // The token says what was granted when it was made: a new one says what is granted now.
      return diagnosis.of(binding, tokens.newer(grant.id(), grant.version()), denied);
    } catch (NotConnected | XeroException e) {
      return reason;
    }
  }

  /**
   * Renews the tokens and looks whether the organisation is open to us; the binding's state follows
   * what is seen. One that is suspended or ended stays so.
   *
   * @return why it is not open to us; empty if it is
   * @throws NotConnected if the consent or our app is not accepted
   * @throws XeroException if Xero is busy or away: nothing was learned
   */
  Optional<LostReason> look(BindingId id) {
    return look(id, version(bindings.find(id).grant()));
  }

  /** The present version of a grant's tokens. */
  long version(GrantId grant) {
    return grants.find(grant).version();
  }

  /**
   * As {@link #look(BindingId)}, for several bindings on one grant.
   *
   * @param seen the version that is to be renewed: one renewal serves them all
   */
  Optional<LostReason> look(BindingId id, long seen) {
    Binding binding = bindings.find(id);
    Grant grant = renewed(binding, seen);
    Optional<LostReason> trouble = trouble(binding, grant);
    trouble.ifPresentOrElse(
        reason -> states.move(id, Binding.Status.NEEDS_ATTENTION, reason),
        () -> states.move(id, Binding.Status.ACTIVE, null));
    return trouble;
  }

  /** The binding's grant, or a later one of the same person that reaches the organisation, too. */
  private Grant renewed(Binding binding, long seen) {
    Grant before = grants.find(binding.grant());
    try {
      return tokens.newer(before.id(), Math.min(seen, before.version()));
    } catch (NotConnected e) {
      return grants.successorsOf(before).stream()
          .flatMap(it -> takenOver(binding, it).stream())
          .findFirst()
          .orElseThrow(() -> e);
    }
  }

  private Optional<Grant> takenOver(Binding binding, GrantId later) {
    try {
      Grant grant = tokens.fresh(later);
      var opened = opened(binding, grant);
      opened.ifPresent(it -> states.repoint(binding, later, it.connectionId()));
      return opened.map(_ -> grant);
    } catch (NotConnected e) {
      return Optional.empty();
    }
  }

  private Optional<Reach.Opened> opened(Binding binding, Grant grant) {
    return reach.organisations(grant).stream()
        .filter(it -> it.tenantId().equals(binding.tenantId()))
        .findAny();
  }

  private Optional<LostReason> trouble(Binding binding, Grant grant) {
    try {
      var opened = opened(binding, grant);
      if (opened.isEmpty()) {
        return Optional.of(diagnosis.whereabouts(binding, grant));
      }
      // Whoever connected it again in Xero made another connection: a disconnect has to end that.
      states.keep(binding.id(), opened.get().connectionId());
      if (binding.reason() == LostReason.SCOPE_MISSING && !diagnosis.coversEverything(binding)) {
        return Optional.of(LostReason.SCOPE_MISSING);
      }
      XeroLedger books = reach.ledger(grant, binding.tenantId());
      if (binding.reason() == LostReason.ROLE_MISSING) {
        // Reading would succeed all along, and the next write would be refused again.
        books.tryWriting();
      } else if (!grant.custom()) {
        books.organisation();
      }
      return Optional.empty();
    } catch (XeroAccessLost e) {
      return Optional.of(diagnosis.of(binding, grant, e));
    }
  }
}
