package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceTravel;
import java.util.List;
import org.springframework.stereotype.Component;

/** How far advances have come on their way to the ledger. */
@Component
class LedgerAdvanceTravel implements AdvanceTravel {

  private final Besides besides;

  LedgerAdvanceTravel(Besides besides) {
    this.besides = besides;
  }

  @Override
  public boolean begun(AdvanceId advance) {
    besides.lock(Kind.ADVANCE, advance.value());
    return !besides.begun(Kind.ADVANCE, List.of(advance.value())).isEmpty();
  }
}
