package dev.tandem.books.lane;

import dev.tandem.books.lane.LogChain.Flaw;
import dev.tandem.books.lane.LogLinks.Sealed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One reading of an organisation's chain from its anchor to its head. */
final class LogProof {

  private static final int PORTION = 500;
  private static final int MOST_FLAWS = 100;

  private final LogLinks links;
  private final Told told;
  private final UUID tenant;
  private final @Nullable String wanted;
  private final List<Flaw> flaws = new ArrayList<>();
  private long position;
  private String before;
  private long calls;
  private @Nullable Instant since;
  private boolean known;

  LogProof(LogLinks links, Told told, UUID tenant, @Nullable String wanted) {
    this.links = links;
    this.told = told;
    this.tenant = tenant;
    this.wanted = wanted;
    LogLinks.Chain chain = links.chain(tenant);
    this.position = chain.anchored();
    this.before = chain.anchor();
    this.known = before.equals(wanted);
  }

  /**
   * Only the end of the chain, as one who looks every day would.
   *
   * @param most so many of the latest calls
   */
  static LogProof ofLatest(LogLinks links, Told told, UUID tenant, int most) {
    var proof = new LogProof(links, told, tenant, null);
    long from = links.chain(tenant).length() - most;
    String hash = from <= proof.position ? null : links.hashes(tenant, List.of(from)).get(from);
    if (hash != null) {
      proof.position = from;
      proof.before = hash;
    }
    return proof;
  }

  LogChain.Report read() {
    LogLinks.Chain chain = links.chain(tenant);
    List<Sealed> portion = links.after(tenant, position, PORTION);
    while (!portion.isEmpty()) {
      Map<UUID, String> stories =
          told.digests(portion.stream().flatMap(it -> it.link().stories().stream()).toList());
      portion.forEach(it -> read(it, stories));
      portion = links.after(tenant, position, PORTION);
    }
    // Whoever cuts off the end leaves a chain that is whole in itself.
    LogLinks.Chain now = links.chain(tenant);
    if (position < chain.length() || (position == now.length() && !before.equals(now.head()))) {
      flaw(
          position + 1,
          null,
          "The end is missing: %,d calls were sealed.".formatted(chain.length()));
    }
    return new LogChain.Report(
        tenant, calls, chain.anchored() + 1, since, before, wanted == null ? null : known, flaws);
  }

  private void read(Sealed it, Map<UUID, String> stories) {
    Link link = it.link();
    if (link.position() != position + 1) {
      flaw(position + 1, null, removed(link.position() - position - 1));
    } else if (it.call() == null) {
      flaw(link.position(), null, removed(1));
    } else {
      compare(it, it.call(), stories);
    }
    known |= link.hash().equals(wanted);
    position = link.position();
    before = link.hash();
  }

  private void compare(Sealed it, SyncLog.Call call, Map<UUID, String> stories) {
    Link link = it.link();
    calls++;
    since = since == null ? call.at() : since;
    if (it.erased()) {
      // Its words are gone with an erased client; that it is there, in its place, is all that is
      // left.
      return;
    }
    List<String> digests = link.stories().stream().map(id -> stories.getOrDefault(id, "")).toList();
    if (!Link.hash(before, link.position(), call, digests).equals(link.hash())) {
      flaw(
          link.position(),
          call.at(),
          digests.contains("")
              ? "Of what it did to a record something was removed, or the call was altered."
              : "The call, or what it did to a record, was altered.");
    }
  }

  private static String removed(long calls) {
    return calls == 1 ? "A call was removed." : "%,d calls were removed.".formatted(calls);
  }

  private void flaw(long at, @Nullable Instant moment, String text) {
    if (flaws.size() < MOST_FLAWS) {
      flaws.add(new Flaw(at, moment, text));
    }
  }
}
