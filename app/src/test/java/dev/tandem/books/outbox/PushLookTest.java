package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.ledger.Kind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a turn need not look up again. */
class PushLookTest {

  private final PushLook look =
      new PushLook(
          new LaneScope(
              new LaneId("xero", UUID.fromString("8f2b6f0c-4a51-4d3e-9c77-1d2a6b0e5a01")),
              UUID.randomUUID(),
              true,
              1),
          List.of(Kind.values()),
          null);

  @Test
  void nothingReadyIsRemembered() {
    look.foundEmpty(Kind.INVOICE, look.callsOver());
    assertThat(look.isEmpty(Kind.INVOICE)).isTrue();
  }

  @Test
  void aCallThatEndsMakesItsOwnAndLaterKindsWorthALook() {
    for (Kind kind : Kind.values()) {
      look.foundEmpty(kind, look.callsOver());
    }
    look.called(Kind.INVOICE);
    assertThat(look.isEmpty(Kind.CLIENT)).isTrue();
    assertThat(look.isEmpty(Kind.INVOICE)).isFalse();
    assertThat(look.isEmpty(Kind.PAYMENT)).isFalse();
  }

  /** The way was barred by a reading that ended before the look did. */
  @Test
  void aLookBesideWhichACallEndedSaysNothing() {
    int before = look.callsOver();
    look.called(Kind.INVOICE);
    look.foundEmpty(Kind.INVOICE, before);
    assertThat(look.isEmpty(Kind.INVOICE)).isFalse();
  }
}
