package dev.tandem.books.web;

import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.WaitingRecords;
import dev.tandem.books.outbox.WaitingRecords.Entry;
import dev.tandem.books.outbox.WaitingRecords.Stage;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceSearch;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientSearch;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.RecordRef;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds records that wait and gives them the names under which people know them. */
@Component
class QueueRows {

  static final int SIZE = 50;

  private final WaitingRecords waiting;
  private final RecordNames names;
  private final OrganisationNames organisations;
  private final Clients clients;
  private final Billing billing;
  private final Remedies remedies;

  QueueRows(
      WaitingRecords waiting,
      RecordNames names,
      OrganisationNames organisations,
      Clients clients,
      Billing billing,
      Remedies remedies) {
    this.waiting = waiting;
    this.names = names;
    this.organisations = organisations;
    this.clients = clients;
    this.billing = billing;
    this.remedies = remedies;
  }

  /**
   * One page of rows.
   *
   * @param count how many there are in all, at most 10,000
   */
  public record Page(List<QueueRow> rows, int count, int number) {

    public boolean more() {
      return (long) number * SIZE < count;
    }

    /** {@code "1,204 records"}. */
    public String inWords() {
      return count == 1 ? "1 record" : "%,d records".formatted(count);
    }
  }

  /**
   * @param fixed the stage of all of them; null as the question says
   */
  Page page(QueueQuery asked, @Nullable Stage fixed, int number) {
    WaitingRecords.Question question = question(asked, fixed);
    int page = Math.max(1, number);
    List<QueueRow> rows = rows(waiting.list(question, page, SIZE), remedies.ofPage());
    int count = page == 1 && rows.size() < SIZE ? rows.size() : waiting.count(question);
    return new Page(rows, count, page);
  }

  WaitingRecords.Question question(QueueQuery asked, @Nullable Stage fixed) {
    return asked.question(among(asked.q()), fixed);
  }

  /**
   * For files: so many rows at a time.
   *
   * @param last of those before; null for the first ones
   */
  List<QueueRow> portion(WaitingRecords.Question question, @Nullable QueueRow last, int size) {
    return rows(
        waiting.portion(question, last == null ? null : last.entry(), size), remedies.ofFile());
  }

  /** Whatever else needs somebody: money that differs, and what belongs to nothing over there. */
  List<QueueRow> alsoHeld(List<Outbox.Standing> standings) {
    return rows(standings.stream().map(QueueRows::entry).toList(), remedies.ofPage());
  }

  private static Entry entry(Outbox.Standing it) {
    return new Entry(
        it.record(),
        Objects.requireNonNull(it.tenant()),
        Stage.HELD,
        it.ledgerId() == null,
        it.since(),
        0,
        null,
        null,
        null,
        it.reason(),
        null,
        0);
  }

  private List<QueueRow> rows(List<Entry> entries, Remedies.OfPage help) {
    Map<RecordRef, Named> named =
        names.of(
            entries.stream()
                .flatMap(it -> Stream.of(it.record(), it.needs()))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    OrganisationNames.Known known = organisations.known();
    return entries.stream().map(it -> row(it, named, known, help)).toList();
  }

  private static QueueRow row(
      Entry it, Map<RecordRef, Named> named, OrganisationNames.Known known, Remedies.OfPage help) {
    Named name = Objects.requireNonNull(named.get(it.record()));
    return new QueueRow(
        it,
        name,
        known.name(it.tenant()),
        it.needs() == null ? null : named.get(it.needs()),
        it.stage() == Stage.HELD ? help.against(it.reason(), it.record(), name) : null);
  }

  /** The clients of this name and the invoices of this number, as far as one would read on. */
  private @Nullable Collection<UUID> among(String text) {
    if (text.isEmpty()) {
      return null;
    }
    Set<UUID> found = new HashSet<>();
    List<ClientId> people =
        clients
            .search(
                new ClientSearch(
                    text, ClientSearch.Status.ALL, ClientSearch.Order.NAME, 1, ClientSearch.MOST))
            .clients()
            .stream()
            .map(it -> it.id())
            .toList();
    people.forEach(it -> found.add(it.value()));
    billing
        .search(new InvoiceSearch(null, text, people, LocalDate.EPOCH, 1, InvoiceSearch.MOST))
        .rows()
        .forEach(it -> found.add(it.id().value()));
    return found;
  }
}
