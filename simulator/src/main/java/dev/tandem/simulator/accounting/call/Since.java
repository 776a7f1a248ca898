package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.where.Moments;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The If-Modified-Since header: UTC unless it says otherwise, cut to whole seconds. */
final class Since {
  private Since() {}

  /** The moment as sortable text; empty when none was asked for. */
  static String of(ApiCall call) {
    Optional<String> header =
        call.request().header("If-Modified-Since").filter(text -> !text.isEmpty());
    if (header.isEmpty()) {
      return "";
    }
    Optional<Instant> moment = Moments.read(header.get());
    if (moment.isEmpty() && !call.switches().is(Switch.CONDITIONS_ARE_PASSED_OVER)) {
      throw ApiErrors.badCondition();
    }
    return moment.map(read -> Ledger.moment(read.truncatedTo(ChronoUnit.SECONDS))).orElse("");
  }
}
