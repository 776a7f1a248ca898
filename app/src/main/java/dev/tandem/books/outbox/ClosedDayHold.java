package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.mirror.Proposal;
import dev.tandem.books.reference.ClosedBooks;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps back what is, or would be, in a period that is closed over there: it can only be refused,
 * and each refusal costs a call. Xero: nothing of what stands in one can be changed or removed.
 */
@Component
class ClosedDayHold {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private final ClosedBooks closed;

  ClosedDayHold(ClosedBooks closed) {
    this.closed = closed;
  }

  /**
   * @param hold what to do with one that stays, and the reason in words
   * @return those that may go
   */
  List<Proposal.Send> open(
      UUID tenant, List<Proposal.Send> sends, BiConsumer<Proposal.Send, String> hold) {
    if (sends.stream().allMatch(it -> booked(it) == null)) {
      return sends;
    }
    LocalDate until = closed.until(tenant).orElse(null);
    if (until == null) {
      return sends;
    }
    var open = new ArrayList<Proposal.Send>();
    for (Proposal.Send it : sends) {
      LocalDate day = booked(it);
      if (day == null || day.isAfter(until)) {
        open.add(it);
      } else {
        hold.accept(it, reason(day, until));
      }
    }
    return open;
  }

  /**
   * The day on which it is booked, or would be; null of what has none. Xero: a draft is booked
   * nowhere, so its changes and its deletion pass.
   */
  private static @Nullable LocalDate booked(Proposal.Send it) {
    String status = it.ours().getOrDefault(Fields.STATUS, "");
    boolean draft =
        Fields.DISCARDED.equals(it.draft().fields().get(Fields.STATUS))
            || !it.draft().creation() && status.equals(Fields.DRAFT);
    if (draft) {
      return null;
    }
    String date = it.ours().get(Fields.DATE);
    return date == null || date.isEmpty() ? null : LocalDate.parse(date);
  }

  private static String reason(LocalDate day, LocalDate until) {
    return "Its day, %s, lies in a closed period: the books in Xero are closed up to %s."
        .formatted(DAY.format(day), DAY.format(until));
  }
}
