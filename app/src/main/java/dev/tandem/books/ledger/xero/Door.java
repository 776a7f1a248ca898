package dev.tandem.books.ledger.xero;

import dev.tandem.books.connection.Access;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.NotConnected;
import dev.tandem.books.ledger.CallFacts;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.LedgerTrouble.Remedy;
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

  /** Nothing is sent after this moment, however long the way in took. */
  <T> T call(Instant notAfter, Function<XeroLedger, T> call) {
    Access access = enter(() -> connections.access(binding), notAfter);
    try {
      return call.apply(access.ledger());
    } catch (XeroAccessLost e) {
      if (e.why() != Why.TOKEN_EXPIRED) {
        throw lost(e);
      }
    } catch (XeroException e) {
      throw trouble(e);
    }
    // Xero did nothing: the token was too old.
    Access renewed = enter(() -> connections.accessAfter(access), notAfter);
    try {
      return call.apply(renewed.ledger());
    } catch (XeroAccessLost e) {
      throw lost(e);
    } catch (XeroException e) {
      throw trouble(e);
    }
  }

  /** Nothing was asked of the books yet: whatever goes wrong here, no write has happened. */
  private Access enter(Supplier<Access> way, Instant notAfter) {
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
      Remedy remedy = e instanceof XeroBusy ? Remedy.WAIT : Remedy.LATER;
      throw new LedgerTrouble(remedy, true, facts(e.facts()), List.of(), Map.of(), e);
    }
    if (clock.instant().isAfter(notAfter)) {
      throw new LedgerTrouble(
          Remedy.LATER,
          true,
          CallFacts.none(),
          List.of(),
          Map.of(),
          new IllegalStateException("The way in took too long"));
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
