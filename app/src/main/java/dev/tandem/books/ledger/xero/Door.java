package dev.tandem.books.ledger.xero;

import dev.tandem.books.connection.Access;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.NotConnected;
import dev.tandem.books.ledger.CallFacts;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.LedgerTrouble.Remedy;
import dev.tandem.books.ledger.TooLate;
import dev.tandem.xero.XeroAccessLost;
import dev.tandem.xero.XeroAccessLost.Why;
import dev.tandem.xero.XeroAway;
import dev.tandem.xero.XeroBusy;
import dev.tandem.xero.XeroException;
import dev.tandem.xero.XeroLedger;
import dev.tandem.xero.XeroNotFound;
import dev.tandem.xero.XeroRefused;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where calls go through to Xero: with a fresh token, repeated once after a renewal when Xero calls
 * the token expired (it did nothing then), and with its errors in the ledger's words.
 */
final class Door {

  private final Connections connections;
  private final BindingId binding;
  private final Clock clock;
  private final boolean telling;

  Door(Connections connections, BindingId binding, Clock clock) {
    this(connections, binding, clock, true);
  }

  private Door(Connections connections, BindingId binding, Clock clock, boolean telling) {
    this.connections = connections;
    this.binding = binding;
    this.clock = clock;
    this.telling = telling;
  }

  /** For calls that only try: a refusal of one says nothing about the connection's work. */
  static Door forTrying(Connections connections, BindingId binding, Clock clock) {
    return new Door(connections, binding, clock, false);
  }

  <T> T call(Function<XeroLedger, T> call) {
    return call(Instant.MAX, call);
  }

  /**
   * For what the ledger may keep to itself though it lets us in: a refusal is one of this call, and
   * if it is more than that the next one shows it.
   */
  <T> T callAside(Function<XeroLedger, T> call) {
    try {
      return new Door(connections, binding, clock, false).call(call);
    } catch (LedgerTrouble e) {
      if (e.remedy() != Remedy.RECONNECT || e.facts().status() != 403) {
        throw e;
      }
      throw new LedgerTrouble(
          Remedy.CORRECT, true, e.facts(), List.of("Xero does not show it."), Map.of(), e);
    }
  }

  /** Nothing is sent after this moment, however long the way in took. */
  <T> T call(Instant notAfter, Function<XeroLedger, T> call) {
    Access access = enter(() -> connections.access(binding), notAfter, null);
    XeroAccessLost expired;
    try {
      return call.apply(access.ledger());
    } catch (XeroAccessLost e) {
      if (e.why() != Why.TOKEN_EXPIRED) {
        throw lost(e);
      }
      expired = e;
    } catch (XeroException e) {
      throw trouble(e);
    }
    // Xero did nothing: the token was too old. But it was asked.
    CallFacts asked = facts(expired.facts());
    Access renewed = enter(() -> connections.accessAfter(access), notAfter, asked);
    try {
      return call.apply(renewed.ledger());
    } catch (XeroAccessLost e) {
      throw lost(e);
    } catch (XeroAway e) {
      throw e.notExecuted() ? away(asked, e) : trouble(e);
    } catch (XeroException e) {
      throw trouble(e);
    }
  }

  private static LedgerTrouble away(CallFacts facts, XeroException e) {
    return new LedgerTrouble(Remedy.LATER, true, facts, List.of(), Map.of(), e);
  }

  /**
   * Nothing was done in the books yet: whatever goes wrong here, no write has happened.
   *
   * @param asked what they answered before; null if they were not asked
   */
  private Access enter(Supplier<Access> way, Instant notAfter, @Nullable CallFacts asked) {
    Access access;
    try {
      access = way.get();
    } catch (NotConnected e) {
      throw new LedgerTrouble(
          Remedy.RECONNECT,
          true,
          CallFacts.none(),
          List.of(String.valueOf(e.getMessage())),
          Map.of(),
          e);
    } catch (XeroAccessLost e) {
      throw lost(e);
    } catch (XeroException e) {
      if (e instanceof XeroBusy) {
        CallFacts facts = facts(e.facts());
        throw new LedgerTrouble(
            Remedy.WAIT, true, asked == null ? facts.before() : facts, List.of(), Map.of(), e);
      }
      throw away(asked == null ? facts(e.facts()).before() : asked, e);
    }
    if (clock.instant().isAfter(notAfter)) {
      var late = new TooLate();
      throw asked == null
          ? late
          : new LedgerTrouble(Remedy.LATER, true, asked, List.of(), Map.of(), late);
    }
    return access;
  }

  private LedgerTrouble lost(XeroAccessLost e) {
    if (telling) {
      connections.denied(binding, e);
    }
    return trouble(Remedy.RECONNECT, e);
  }

  private static LedgerTrouble trouble(XeroException e) {
    return switch (e) {
      case XeroBusy it -> trouble(Remedy.WAIT, it);
      case XeroAway it -> trouble(Remedy.LATER, it);
      case XeroNotFound it -> trouble(Remedy.GONE, it);
      case XeroAccessLost it -> trouble(Remedy.RECONNECT, it);
      case XeroRefused it ->
          new LedgerTrouble(
              Remedy.CORRECT,
              it.notExecuted(),
              facts(it.facts()),
              it.reasons(),
              it.elements().stream()
                  .collect(
                      Collectors.toMap(
                          XeroRefused.Element::position,
                          XeroRefused.Element::reasons,
                          (first, _) -> first)),
              it);
    };
  }

  private static LedgerTrouble trouble(Remedy remedy, XeroException e) {
    CallFacts facts = facts(e.facts());
    return new LedgerTrouble(
        remedy,
        e.notExecuted(),
        e instanceof XeroBusy it ? facts.met(limit(it)) : facts,
        List.of(),
        Map.of(),
        e);
  }

  private static CallFacts.Limit limit(XeroBusy it) {
    return switch (it.limit()) {
      case MINUTE -> CallFacts.Limit.MINUTE;
      case DAY -> CallFacts.Limit.DAY;
      case CONCURRENT -> CallFacts.Limit.CONCURRENT;
      case APP_MINUTE -> CallFacts.Limit.APP_MINUTE;
      case UNKNOWN -> CallFacts.Limit.UNKNOWN;
    };
  }

  static CallFacts facts(dev.tandem.xero.CallFacts it) {
    return new CallFacts(
        it.status(),
        it.correlationId(),
        it.minuteLeft(),
        it.dayLeft(),
        it.appMinuteLeft(),
        null,
        it.retryAfter(),
        it.duration(),
        it.bytesReceived(),
        it.bytesSent());
  }
}
