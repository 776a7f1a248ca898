package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.books.mirror.Proposal;
import dev.tandem.books.outbox.WaitingRecords.Entry;
import dev.tandem.books.outbox.WaitingRecords.Question;
import dev.tandem.books.outbox.WaitingRecords.Stage;
import dev.tandem.shared.RecordRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What would be sent, record by record, as the real claim would translate it just now. Nothing is
 * sent and nothing is kept: all is worked out in a transaction that is taken back.
 */
@Component
public class DryRun {

  /** Stands for the ledger's id of what a call before would create. */
  public static final String NEW = "new ";

  private final WaitingRecords waiting;
  private final Mirror mirror;
  private final JdbcClient jdbc;
  private final TransactionTemplate inPractice;

  DryRun(WaitingRecords waiting, Mirror mirror, JdbcClient jdbc, TransactionTemplate inPractice) {
    this.waiting = waiting;
    this.mirror = mirror;
    this.jdbc = jdbc;
    this.inPractice = inPractice;
  }

  /** What would be done with a record. */
  public enum What {
    CREATE,
    CHANGE,
    /** A payment. */
    REMOVE,
    /** Both sides agree already: no call. */
    NOTHING,
    /** It would be kept back for a person. */
    HOLD
  }

  /**
   * @param fields what would be sent of it; an id that begins with {@link #NEW} is of what would be
   *     created before
   * @param reason why it would be kept back; null if it would not
   */
  public record Planned(
      Entry entry, What what, Map<String, String> fields, @Nullable String reason) {

    /** Fields may be personal. */
    @Override
    public String toString() {
      return "Planned[" + what + " " + entry.record() + "]";
    }
  }

  /**
   * In the order in which they would go; also what is stopped at present.
   *
   * @param page from 1
   */
  public List<Planned> page(Question asked, int page, int size) {
    return Objects.requireNonNull(
        inPractice.execute(
            status -> {
              status.setRollbackOnly();
              return planned(waiting.list(asked, page, size));
            }));
  }

  /**
   * All of them, some at a time, in the order of {@link WaitingRecords#portion}.
   *
   * @param last of those before; null for the first ones
   */
  public List<Planned> portion(Question asked, @Nullable Planned last, int size) {
    return Objects.requireNonNull(
        inPractice.execute(
            status -> {
              status.setRollbackOnly();
              return planned(waiting.portion(asked, last == null ? null : last.entry(), size));
            }));
  }

  private record Share(UUID tenant, Kind kind) {}

  private List<Planned> planned(List<Entry> entries) {
    var proposals = new HashMap<Share, Map<UUID, Proposal>>();
    entries.stream()
        .filter(it -> it.stage() != Stage.BEHIND && it.stage() != Stage.HELD)
        .collect(
            Collectors.groupingBy(
                it -> new Share(it.tenant(), Kind.of(it.record().kind())),
                LinkedHashMap::new,
                Collectors.toList()))
        .forEach((share, some) -> proposals.put(share, proposals(share, some)));
    return entries.stream()
        .map(
            it ->
                planned(
                    it,
                    proposals
                        .getOrDefault(new Share(it.tenant(), Kind.of(it.record().kind())), Map.of())
                        .get(it.record().id())))
        .toList();
  }

  private Map<UUID, Proposal> proposals(Share share, List<Entry> entries) {
    entries.forEach(it -> pretend(share.tenant(), it.needs()));
    List<UUID> records = entries.stream().map(it -> it.record().id()).toList();
    var byRecord = new HashMap<UUID, Proposal>();
    Collection<Proposal> all = mirror.proposals(share.kind(), share.tenant(), records);
    all.forEach(it -> byRecord.put(it.record(), it));
    return byRecord;
  }

  /** As if the call before had created it. */
  private void pretend(UUID tenant, @Nullable RecordRef needed) {
    if (needed == null) {
      return;
    }
    jdbc.sql(
            """
            insert into practice.link (kind, record, tenant, ledger_id, agreed, linked_at)
            values (:kind, :record, :tenant, :id, '{}', now()) on conflict do nothing""")
        .param("kind", needed.kind())
        .param("record", needed.id())
        .param("tenant", tenant)
        .param("id", NEW + needed.id())
        .update();
  }

  private static Planned planned(Entry it, @Nullable Proposal proposal) {
    if (it.stage() == Stage.BEHIND) {
      return new Planned(it, What.HOLD, Map.of(), "What it belongs to is held.");
    }
    return switch (proposal) {
      case Proposal.Hold hold -> new Planned(it, What.HOLD, Map.of(), hold.reason());
      case Proposal.Send send ->
          new Planned(it, what(it), sorted(send.draft().fields()), it.reason());
      case Proposal.Busy _ ->
          new Planned(it, What.HOLD, Map.of(), "Somebody is changing it just now.");
      case Proposal.Nothing _ -> new Planned(it, What.NOTHING, Map.of(), null);
      case null -> new Planned(it, What.HOLD, Map.of(), it.reason());
    };
  }

  private static What what(Entry it) {
    boolean removal = Kind.of(it.record().kind()).onlyMadeAndRemoved();
    return it.creation() ? What.CREATE : removal ? What.REMOVE : What.CHANGE;
  }

  private static Map<String, String> sorted(Map<String, String> fields) {
    var sorted = new LinkedHashMap<String, String>();
    fields.entrySet().stream()
        .filter(it -> !it.getValue().isEmpty())
        .sorted(Map.Entry.comparingByKey())
        .forEach(it -> sorted.put(it.getKey(), it.getValue()));
    return sorted;
  }
}
