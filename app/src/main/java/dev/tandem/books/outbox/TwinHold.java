package dev.tandem.books.outbox;

import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.PaymentFoundThere;
import dev.tandem.books.mirror.Proposal;
import dev.tandem.practice.billing.DoubleCounting;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentRemoved;
import dev.tandem.practice.billing.PaymentTwin;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceVoided;
import dev.tandem.practice.credits.DepositTwins;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Money;
import dev.tandem.shared.RecordRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps back a payment or deposit whose like came in over there after it was taken here: sent, it
 * would be counted twice. Xero takes a payment as long as anything is owed, and any deposit.
 */
@Component
class TwinHold {

  /** What is known of an invoice is not older when its payment goes: as for all updates. */
  private static final Duration KNOWN = Duration.ofMinutes(1);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private static final String LIKE_THIS = "which looks like this one";

  /** Of the other question: whether one that stands there was made by a call that was lost. */
  private static final String MAY_BE_LOST_CALLS = "a payment of the same amount and day";

  private static final String LIKE_DEPOSIT = "which looks like this deposit";

  private static final String LIKE_ONE = "which looks like one of this receipt";

  private final DoubleCounting doubles;
  private final DepositTwins deposits;
  private final Takings takings;
  private final HeldPushes held;
  private final Inbox inbox;
  private final Clock clock;

  TwinHold(
      DoubleCounting doubles,
      DepositTwins deposits,
      Takings takings,
      HeldPushes held,
      Inbox inbox,
      Clock clock) {
    this.deposits = deposits;
    this.held = held;
    this.doubles = doubles;
    this.takings = takings;
    this.inbox = inbox;
    this.clock = clock;
  }

  /** Whether payments over there, or deposits, have to be read before these go. */
  boolean isOld(Kind kind, UUID tenant, List<PendingPush> rows) {
    PendingPush first = rows.getFirst();
    if (kind == Kind.ADVANCE) {
      return !first.linked() && first.askedSince() == null && !inbox.isFresh(kind, tenant);
    }
    if (kind != Kind.PAYMENT && kind != Kind.RECEIPT
        || first.linked()
        || first.askedSince() != null) {
      return false;
    }
    return inbox.mayHaveUnreadMoney(tenant, invoices(kind, rows), clock.instant().minus(KNOWN));
  }

  private List<UUID> invoices(Kind kind, List<PendingPush> rows) {
    return kind == Kind.PAYMENT
        ? rows.stream().map(PendingPush::document).toList()
        : takings.receipts(rows.stream().map(it -> new ReceiptId(it.record())).toList()).stream()
            .flatMap(it -> it.standing().stream())
            .map(it -> it.payment().invoice().value())
            .toList();
  }

  /**
   * @param hold what to do with one that stays, and the reason in words
   * @return those that may go
   */
  List<Proposal.Send> others(
      Kind kind, List<Proposal.Send> sends, BiConsumer<Proposal.Send, String> hold) {
    List<Proposal.Send> made = sends.stream().filter(it -> it.draft().creation()).toList();
    if (kind == Kind.ADVANCE) {
      return otherDeposits(sends, made, hold);
    }
    if (made.isEmpty() || kind != Kind.PAYMENT && kind != Kind.RECEIPT) {
      return sends;
    }
    Map<UUID, List<PaymentId>> payments =
        payments(kind, made.stream().map(Proposal.Send::record).toList());
    Map<PaymentId, List<PaymentTwin>> open =
        doubles.unanswered(payments.values().stream().flatMap(List::stream).toList());
    if (open.isEmpty()) {
      return sends;
    }
    var others = new ArrayList<Proposal.Send>();
    for (Proposal.Send it : sends) {
      List<PaymentId> asked =
          payments.getOrDefault(it.record(), List.of()).stream().filter(open::containsKey).toList();
      if (asked.isEmpty()) {
        others.add(it);
      } else {
        hold.accept(it, reason(kind, asked, open));
      }
    }
    return others;
  }

  private List<Proposal.Send> otherDeposits(
      List<Proposal.Send> sends, List<Proposal.Send> made, BiConsumer<Proposal.Send, String> hold) {
    Map<AdvanceId, List<PaymentTwin>> open =
        deposits.unanswered(made.stream().map(it -> new AdvanceId(it.record())).toList());
    var others = new ArrayList<Proposal.Send>();
    for (Proposal.Send it : sends) {
      List<PaymentTwin> twins = open.getOrDefault(new AdvanceId(it.record()), List.of());
      if (twins.isEmpty()) {
        others.add(it);
      } else {
        PaymentTwin twin = twins.getFirst();
        hold.accept(
            it,
            "Xero has a deposit of %s of %s from the same payer, %s. Nothing was sent: is it the same money?"
                .formatted(
                    Money.text(twin.amount(), twin.currency()),
                    DAY.format(twin.date()),
                    LIKE_DEPOSIT));
      }
    }
    return others;
  }

  private Map<UUID, List<PaymentId>> payments(Kind kind, Collection<UUID> records) {
    var payments = new HashMap<UUID, List<PaymentId>>();
    if (kind == Kind.PAYMENT) {
      records.forEach(it -> payments.put(it, List.of(new PaymentId(it))));
    } else {
      for (ReceiptView it : takings.receipts(records.stream().map(ReceiptId::new).toList())) {
        payments.put(
            it.id().value(), it.standing().stream().map(member -> member.payment().id()).toList());
      }
    }
    return payments;
  }

  private String reason(Kind kind, List<PaymentId> asked, Map<PaymentId, List<PaymentTwin>> open) {
    PaymentTwin it = open.getOrDefault(asked.getFirst(), List.of()).getFirst();
    String there =
        "Xero has a payment of %s of %s"
            .formatted(Money.text(it.amount(), it.currency()), DAY.format(it.date()));
    if (kind == Kind.PAYMENT) {
      return there
          + " on the same invoice, "
          + LIKE_THIS
          + ". Nothing was sent: is it the same money?";
    }
    String more =
        switch (asked.size()) {
          case 1 -> "";
          case 2 -> " One more is asked about after it.";
          default -> " %d more are asked about after it.".formatted(asked.size() - 1);
        };
    return "%s on %s, %s. Nothing was sent: is it the same money?%s"
        .formatted(there, doubles.numberOf(asked.getFirst()), LIKE_ONE, more);
  }

  /**
   * Somebody who has read why a record is held has it sent. If it was asked whether its money is
   * there already, this says of what was shown that it is other money: of a receipt's payments the
   * one that was named.
   */
  void another(RecordRef record) {
    Kind kind = Kind.of(record.kind());
    if (kind == Kind.ADVANCE) {
      held.reasons(kind, record.id()).stream()
          .filter(it -> it.words().contains(LIKE_DEPOSIT))
          .forEach(it -> deposits.another(new AdvanceId(record.id()), it.since()));
    }
    if (kind != Kind.PAYMENT && kind != Kind.RECEIPT) {
      return;
    }
    for (HeldPushes.Reason it : held.reasons(kind, record.id())) {
      if (it.words().contains(LIKE_THIS) || it.words().contains(LIKE_ONE)) {
        another(kind, record.id(), it.since());
      } else if (it.words().contains(MAY_BE_LOST_CALLS)) {
        // Asked by Xero's own list: it may have been taken in here only after that.
        another(kind, record.id(), clock.instant());
      }
    }
  }

  private void another(Kind kind, UUID record, Instant shown) {
    List<PaymentId> all = payments(kind, List.of(record)).getOrDefault(record, List.of());
    Map<PaymentId, List<PaymentTwin>> open = doubles.unanswered(all);
    all.stream()
        .filter(
            it ->
                open.getOrDefault(it, List.of()).stream()
                    .anyMatch(twin -> !twin.knownAt().isAfter(shown)))
        .findFirst()
        .ifPresent(it -> doubles.another(it, shown));
  }

  /** What looked like these may be gone over there: whether it still does is asked again. */
  @EventListener
  void on(PaymentRemoved event) {
    if (event.fromLedger()) {
      held.lookAgain(event.invoice().value(), List.of(LIKE_THIS, LIKE_ONE));
    }
  }

  @EventListener
  void on(AdvanceVoided event) {
    held.lookAgainAtDeposits(LIKE_DEPOSIT);
  }

  /** It was sent before a restore: whoever were asked now would remove it there, too. */
  @EventListener
  void on(PaymentFoundThere event) {
    held.lookAgain(event.payment(), List.of(LIKE_THIS, MAY_BE_LOST_CALLS));
  }
}
