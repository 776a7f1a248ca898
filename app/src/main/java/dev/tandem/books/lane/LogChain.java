package dev.tandem.books.lane;

import dev.tandem.books.lane.LogLinks.Chain;
import dev.tandem.shared.Deadlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Links the calls of each organisation, so that whoever alters or removes one is found out. Sealed
 * is at the end of a turn and not with the call: calls go in parallel, and each link needs the one
 * before.
 */
@Component
public class LogChain {

  private static final Logger log = LoggerFactory.getLogger(LogChain.class);
  private static final int PORTION = 500;
  private static final int AT_ONCE = 4;

  private final LogLinks links;
  private final Told told;
  private final TransactionTemplate inPractice;

  LogChain(LogLinks links, Told told, TransactionTemplate inPractice) {
    this.links = links;
    this.told = told;
    this.inPractice = inPractice;
  }

  /** After a turn: a log that cannot be sealed just now must not stop the lane. */
  void turnEnded(UUID tenant) {
    try {
      // A long log of before is sealed little by little: the lane has other work.
      for (int i = 0; i < AT_ONCE && links.anyUnsealed(tenant); i++) {
        seal(tenant, false);
      }
    } catch (RuntimeException e) {
      log.warn("The log was not sealed ({}); the next turn does it", e.getClass().getName());
    }
  }

  /**
   * Seals all of the current practice's calls, so that whoever takes the log along can prove it.
   */
  public void sealAll() {
    links.tenants().forEach(this::sealAll);
  }

  /** Seals what is not sealed yet, also calls that were written down late. */
  void sealAll(UUID tenant) {
    while (seal(tenant, false) == PORTION) {}
    while (seal(tenant, true) == PORTION) {}
  }

  /**
   * @param late those that a newer one has overtaken: a node was held up, or somebody at a terminal
   *     called beside the turn
   * @return how many
   */
  private int seal(UUID tenant, boolean late) {
    return Deadlock.retried(
        () -> Objects.requireNonNull(inPractice.execute(_ -> append(tenant, late))));
  }

  private int append(UUID tenant, boolean late) {
    Chain chain = links.lock(tenant);
    List<SyncLog.Call> calls = links.unsealed(tenant, chain.sealedSeq(), late, PORTION);
    if (calls.isEmpty()) {
      return 0;
    }
    Map<Long, List<Told.Entry>> stories =
        told.of(tenant, calls.stream().map(SyncLog.Call::seq).toList());
    var added = new ArrayList<Link>();
    String before = chain.head();
    for (SyncLog.Call it : calls) {
      long position = chain.length() + added.size() + 1;
      List<Told.Entry> of = stories.getOrDefault(it.seq(), List.of());
      String hash = Link.hash(before, position, it, of.stream().map(Told.Entry::digest).toList());
      added.add(new Link(position, it.id(), of.stream().map(Told.Entry::id).toList(), hash));
      before = hash;
    }
    links.append(tenant, added, late ? chain.sealedSeq() : calls.getLast().seq());
    return added.size();
  }

  /**
   * What is wrong with one place of the chain.
   *
   * @param position counted from the first call ever
   */
  public record Flaw(long position, @Nullable Instant at, String text) {}

  /**
   * How an organisation's log stands.
   *
   * @param calls that are there and were looked at
   * @param first the position of the first
   * @param head the last hash, 64 hexadecimal characters: kept elsewhere, it proves later that
   *     nothing before it was touched
   * @param knows whether the head that was asked for is in the chain; null if none was asked for
   * @param flaws the first hundred
   */
  public record Report(
      UUID tenant,
      long calls,
      long first,
      @Nullable Instant since,
      String head,
      @Nullable Boolean knows,
      List<Flaw> flaws) {

    public boolean whole() {
      return flaws.isEmpty() && !Boolean.FALSE.equals(knows);
    }
  }

  /** Every organisation that the current practice ever called. */
  public List<Report> verify(@Nullable String head) {
    List<Report> reports = links.tenants().stream().map(it -> verify(it, head)).toList();
    boolean known = reports.stream().anyMatch(it -> Boolean.TRUE.equals(it.knows()));
    return known ? reports.stream().map(LogChain::notAsked).toList() : reports;
  }

  /** The same of the latest calls only, without sealing those that are not. */
  List<Report> verifyLatest(int most) {
    return links.tenants().stream()
        .map(it -> LogProof.ofLatest(links, told, it, most).read())
        .toList();
  }

  /** The head that was asked for was found with another organisation. */
  private static Report notAsked(Report it) {
    return Boolean.FALSE.equals(it.knows())
        ? new Report(it.tenant, it.calls, it.first, it.since, it.head, null, it.flaws)
        : it;
  }

  private Report verify(UUID tenant, @Nullable String head) {
    sealAll(tenant);
    while (true) {
      long anchored = links.chain(tenant).anchored();
      Report report = new LogProof(links, told, tenant, head).read();
      if (links.chain(tenant).anchored() == anchored) {
        return report;
      }
      // The night's tidying took the oldest away while they were read.
    }
  }

  /**
   * Lets go of the calls before this moment, as far as the chain holds no younger one before them;
   * the last hash stays as its anchor.
   */
  void forgetBefore(Instant moment) {
    for (UUID tenant : links.tenants()) {
      sealAll(tenant);
      while (forget(tenant, moment) == PORTION) {}
    }
  }

  private int forget(UUID tenant, Instant moment) {
    return Deadlock.retried(() -> links.forget(tenant, moment, PORTION));
  }
}
