package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.inbox.Knowledge;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.shared.RecordRef;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the practice and its organisation in the ledger stand, for scripts. */
@RestController
@RequestMapping("/api/v1/ledger")
@Tag(name = "Ledger")
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class LedgerApi {

  private final LedgerHeads heads;
  private final Outbox outbox;
  private final OwnRecords own;
  private final Knowledge knowledge;

  LedgerApi(LedgerHeads heads, Outbox outbox, OwnRecords own, Knowledge knowledge) {
    this.heads = heads;
    this.own = own;
    this.knowledge = knowledge;
    this.outbox = outbox;
  }

  /**
   * @param status NOT_CONNECTED, ACTIVE, NEEDS_ATTENTION or SUSPENDED
   * @param organisation absent while not connected
   * @param attention present when a person has to act
   * @param waiting changes of ours that will go by themselves once sending is on
   * @param refused changes of ours that a person must look at
   * @param conflicts records that both sides changed
   * @param inStepAt the last call that went well
   */
  record Status(
      String status,
      @Nullable Organisation organisation,
      @Nullable Attention attention,
      boolean sending,
      int waiting,
      int refused,
      int conflicts,
      @Nullable Instant inStepAt) {}

  /**
   * @param provider the ledger's product
   * @param tenantId the organisation's id there
   */
  record Organisation(
      String provider,
      String tenantId,
      String name,
      @Nullable String country,
      @Nullable String currency,
      Instant connectedAt) {}

  record Attention(LostReason reason, String happened, String remedy, Instant since) {}

  @GetMapping
  @Operation(summary = "State of the ledger connection")
  Status status() {
    LedgerHead head = heads.current();
    Binding binding = head.binding();
    Queue queue = head.queue();
    return new Status(
        binding == null ? "NOT_CONNECTED" : binding.status().name(),
        binding == null ? null : organisation(binding),
        binding == null ? null : attention(binding),
        binding != null && binding.sending(),
        queue.waiting(),
        queue.refused(),
        queue.conflicts(),
        queue.inStepAt());
  }

  /**
   * @param items at most {@code size} of them
   * @param more whether another page follows
   */
  record Page(List<Queued> items, int page, int size, boolean more) {}

  /**
   * A record that is not in step.
   *
   * @param kind client, invoice or payment
   * @param ledgerId its id over there, if it has one
   * @param since when it began to wait or was refused
   * @param knownAt as of when it is known what the ledger has of it; absent if it has none of it
   */
  record Queued(
      String kind,
      UUID id,
      Outbox.State state,
      @Nullable String reason,
      @Nullable String ledgerId,
      @Nullable Instant since,
      @Nullable Instant knownAt) {}

  @GetMapping("/outbox")
  @Operation(summary = "Records waiting to go to the ledger, and those it refused")
  Page outbox(
      @RequestParam(required = false) Outbox.@Nullable State state,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    int asked = Math.max(1, page);
    int most = Math.clamp(size, 1, 100);
    List<Outbox.Standing> listed = outbox.list(state, asked, most);
    Map<RecordRef, Instant> known =
        knowledge.of(listed.stream().map(Outbox.Standing::record).toList());
    List<Queued> items = listed.stream().map(it -> queued(it, known.get(it.record()))).toList();
    boolean more = items.size() == most && !outbox.list(state, asked * most + 1, 1).isEmpty();
    return new Page(items, asked, most, more);
  }

  @GetMapping("/outbox/{kind}/{id}")
  @Operation(summary = "How one record stands towards the ledger")
  Queued standing(@PathVariable String kind, @PathVariable UUID id) {
    Outbox.Standing it = own.standing(kind, id);
    return queued(it, knowledge.of(List.of(it.record())).get(it.record()));
  }

  static Queued queued(Outbox.Standing it, @Nullable Instant knownAt) {
    return new Queued(
        it.record().kind(),
        it.record().id(),
        it.state(),
        it.reason(),
        it.ledgerId(),
        it.since(),
        knownAt);
  }

  private static Organisation organisation(Binding it) {
    return new Organisation(
        it.provider(),
        it.tenantId(),
        it.organisationName(),
        it.country(),
        it.currency(),
        it.connectedAt());
  }

  private static @Nullable Attention attention(Binding it) {
    LostReason reason = it.reason();
    return reason == null
        ? null
        : new Attention(reason, reason.happened(), reason.remedy(), it.since());
  }
}
