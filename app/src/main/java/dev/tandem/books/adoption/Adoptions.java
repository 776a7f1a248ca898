package dev.tandem.books.adoption;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Adoption;
import dev.tandem.practice.billing.Billing;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the current practice found again after a restore, and the order to look now. */
@Component
public class Adoptions {

  private final DatabaseHome home;
  private final Connections connections;
  private final LedgerFeatures features;
  private final Inbox inbox;
  private final Adoption adoption;
  private final Lanes lanes;
  private final Billing billing;
  private final AuditTrail trail;
  private final Changes changes;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate inPractice;

  Adoptions(
      DatabaseHome home,
      Connections connections,
      LedgerFeatures features,
      Inbox inbox,
      Adoption adoption,
      Lanes lanes,
      Billing billing,
      AuditTrail trail,
      Changes changes,
      ApplicationEventPublisher events,
      TransactionTemplate inPractice) {
    this.events = events;
    this.home = home;
    this.connections = connections;
    this.features = features;
    this.inbox = inbox;
    this.adoption = adoption;
    this.lanes = lanes;
    this.billing = billing;
    this.trail = trail;
    this.changes = changes;
    this.inPractice = inPractice;
  }

  /**
   * One kind of record in one organisation.
   *
   * @param lookedAt when its changes were last searched; null if never
   * @param looked how many rows that were
   * @param underWay somebody asked, and it was not read since
   * @param adopted known here and linked again
   * @param broughtBack not known here and added again
   * @param undecided a person has to decide
   */
  public record Part(
      Kind kind,
      @Nullable Instant lookedAt,
      long looked,
      boolean underWay,
      long adopted,
      long broughtBack,
      long undecided) {}

  /** One organisation. */
  public record Report(Binding binding, List<Part> parts, List<Adoption.Entry> entries) {

    public UUID tenant() {
      return UUID.fromString(binding.tenantId());
    }

    /** How many entries there are in all. */
    public long found() {
      return parts.stream().mapToLong(it -> it.adopted() + it.broughtBack() + it.undecided()).sum();
    }

    public boolean underWay() {
      return parts.stream().anyMatch(Part::underWay);
    }
  }

  /** Whether nothing is sent because this database is a copy or was moved. */
  public boolean wokeElsewhere() {
    return !home.standing(Practices.current()).maySend();
  }

  /** Whether nothing is sent because nobody can tell whether this database is a copy. */
  public boolean isUncertain() {
    return home.standing(Practices.current()) == DatabaseHome.Standing.UNCERTAIN;
  }

  /** Whether a copy of this database could not be told from it: its server says not which it is. */
  boolean isUntold() {
    return home.standing(Practices.current()) == DatabaseHome.Standing.UNTOLD;
  }

  /** The number that the next invoice will get. */
  public String upcomingNumber() {
    return billing.upcomingNumber();
  }

  /**
   * All organisations that are not disconnected.
   *
   * @param since only what was found from then on counts; null for all
   * @param most how many entries of each
   */
  public List<Report> reports(@Nullable Instant since, int most) {
    return living().map(it -> report(it, since, most)).toList();
  }

  /**
   * A page of what was found in an organisation: what needs a person first, then from new to old.
   *
   * @param from how many to pass over
   * @param most how many at most
   */
  public List<Adoption.Entry> found(Binding binding, int from, int most) {
    return adoption.entries(UUID.fromString(binding.tenantId()), null, from, most);
  }

  Report report(Binding binding, @Nullable Instant since, int most) {
    UUID tenant = UUID.fromString(binding.tenantId());
    List<Adoption.Count> counts = adoption.counts(tenant, since);
    var parts = new ArrayList<Part>();
    for (Kind kind : Kind.USUAL) {
      Inbox.Searched searched = inbox.searched(kind, tenant);
      parts.add(
          new Part(
              kind,
              searched.at(),
              searched.rows(),
              searched.asked(),
              count(counts, kind, "adopted"),
              count(counts, kind, "returned"),
              count(counts, kind, "person")));
    }
    return new Report(binding, parts, adoption.entries(tenant, since, 0, most));
  }

  private static long count(List<Adoption.Count> counts, Kind kind, String verdict) {
    return counts.stream()
        .filter(it -> it.kind() == kind && it.verdict().equals(verdict))
        .mapToLong(Adoption.Count::records)
        .sum();
  }

  /**
   * A person says that this database is the one, and wants lost records looked for now: the lanes
   * read before they send anything.
   */
  public void adopt() {
    takeOver();
    living().forEach(this::ask);
    lanes.signal();
  }

  /**
   * A person says that one of those that need a decision is to be left alone; it is not looked at
   * again.
   *
   * @return false if it needs no decision (any more)
   */
  public boolean leaveAlone(BindingId binding, String kind, String ledgerId) {
    UUID tenant = UUID.fromString(connections.binding(binding).tenantId());
    for (Kind it : Kind.values()) {
      if (it.text().equals(kind) && adoption.undecided(it, tenant).contains(ledgerId)) {
        inPractice.executeWithoutResult(
            _ -> {
              adoption.leaveAlone(it, tenant, ledgerId);
              events.publishEvent(new LostRecordDecided(binding, tenant));
              changes.announce(new RecordRef("ledger", binding.value()));
            });
        return true;
      }
    }
    return false;
  }

  /** Nothing of this organisation is sent before lost records were looked for. */
  void ask(Binding binding) {
    List<Kind> kinds = flowing(binding.id());
    inPractice.executeWithoutResult(
        _ -> inbox.lookForLost(UUID.fromString(binding.tenantId()), kinds));
  }

  /** From now on this database is the one that sends; written down if that is news. */
  void takeOver() {
    boolean news = wokeElsewhere();
    home.moveHere(Practices.current());
    inPractice.executeWithoutResult(
        _ ->
            living()
                .forEach(
                    it -> {
                      var record = new RecordRef("ledger", it.id().value());
                      trail.note(record, null, news ? "took-over" : "looked-for-lost", said(news));
                      changes.announce(record);
                    }));
  }

  private static String said(boolean news) {
    return news
        ? "made this database the one that sends, and had lost records looked for"
        : "had records looked for that a restore lost";
  }

  List<Kind> flowing(BindingId binding) {
    var which = features.of(binding);
    return Arrays.stream(Kind.values()).filter(it -> which.flows(it.text())).toList();
  }

  private Stream<Binding> living() {
    return connections.bindings().stream().filter(it -> it.status() != Binding.Status.DISCONNECTED);
  }
}
