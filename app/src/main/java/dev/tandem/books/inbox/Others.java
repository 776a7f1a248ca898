package dev.tandem.books.inbox;

import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells a ledger that is away from one that does not give certain records. */
@Component
class Others {

  private final JdbcClient jdbc;
  private final Sweeps sweeps;
  private final TransactionTemplate inPractice;

  Others(JdbcClient jdbc, Sweeps sweeps, TransactionTemplate inPractice) {
    this.jdbc = jdbc;
    this.sweeps = sweeps;
    this.inPractice = inPractice;
  }

  /**
   * Whether the ledger, which just did not give these records, gives another in the same way, or
   * its list where no other is known. One call.
   *
   * @param ids the ledger's
   */
  boolean areGiven(Kind kind, LaneClass laneClass, LaneCalls calls, Collection<String> ids) {
    Optional<String> other = another(kind, calls.scope().tenant(), ids);
    var operation =
        Operation.read(laneClass, kind, "check whether Xero gives other " + kind.plural(), 1);
    return calls.isWell(
        operation,
        books ->
            other.isPresent()
                ? books.readableByIds(kind, List.of(other.get()))
                : books.changedSince(kind, sweeps.now(), 1));
  }

  /** Not the same each time: it may be one that is not given either. */
  private Optional<String> another(Kind kind, UUID tenant, Collection<String> ids) {
    Optional<String> other =
        inPractice.execute(
            _ ->
                jdbc.sql(
                        """
                        select ledger_id from practice.link
                         where tenant = :tenant and kind = :kind and held is null
                           and ledger_id is not null and ledger_id <> all(:ids)
                         order by random() limit 1""")
                    .param("tenant", tenant)
                    .param("kind", kind.text())
                    .param("ids", ids.toArray(String[]::new))
                    .query(String.class)
                    .optional());
    return other == null ? Optional.empty() : other;
  }
}
