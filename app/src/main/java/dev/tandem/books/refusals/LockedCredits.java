package dev.tandem.books.refusals;

import dev.tandem.books.reference.ClosedBooks;
import dev.tandem.practice.credits.BookedCredits;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Credit notes, uses of credits and refunds that the ledger has on a day that is closed there, each
 * with what is written on an open day instead.
 */
@Component
@Transactional(readOnly = true)
class LockedCredits implements BookedCredits {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /** What is void or removed there lies in no period any more. */
  private static final String THERE =
      """
      with dated as (
        select 'credit-note' as kind, id, issued_on as day from practice.credit_note
         where id = any(:ids)
        union all select 'allocation', id, allocated_on from practice.allocation where id = any(:ids)
        union all select 'refund', id, paid_on from practice.refund where id = any(:ids))
      select d.kind, d.id, d.day, l.tenant
        from dated d
        join practice.link l on l.kind = d.kind and l.record = d.id
       where l.agreed -> 'status' ->> 'theirs' = 'approved'""";

  private final JdbcClient jdbc;
  private final ClosedBooks closed;

  LockedCredits(JdbcClient jdbc, ClosedBooks closed) {
    this.jdbc = jdbc;
    this.closed = closed;
  }

  private record There(String kind, UUID id, LocalDate day, UUID tenant) {}

  @Override
  public Map<UUID, String> staying(Collection<UUID> ids) {
    var staying = new HashMap<UUID, String>();
    var known = new HashMap<UUID, Optional<LocalDate>>();
    for (There it : there(ids)) {
      known
          .computeIfAbsent(it.tenant(), closed::until)
          .filter(until -> !it.day().isAfter(until))
          .ifPresent(until -> staying.put(it.id(), words(it, until)));
    }
    return staying;
  }

  private List<There> there(Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : jdbc.sql(THERE)
            .param("ids", ids.toArray(UUID[]::new))
            .query(
                (row, _) ->
                    new There(
                        row.getString("kind"),
                        row.getObject("id", UUID.class),
                        row.getObject("day", LocalDate.class),
                        row.getObject("tenant", UUID.class)))
            .list();
  }

  private static String words(There it, LocalDate until) {
    String why =
        "Xero has %s on %s, and its books are closed up to %s: it stays, there and here. %s";
    String day = DAY.format(it.day());
    return switch (it.kind()) {
      case "credit-note" ->
          why.formatted(
              "this credit note",
              day,
              DAY.format(until),
              "What was credited too much is charged by a new invoice on an open day.");
      case "allocation" ->
          why.formatted(
              "this use of the credit",
              day,
              DAY.format(until),
              "What the client owes all the same is charged by a new invoice on an open day.");
      default ->
          why.formatted(
              "this refund",
              day,
              DAY.format(until),
              "If the money did not go out, take it as a deposit on an open day: it is the client's credit again then.");
    };
  }
}
