package dev.tandem.books.web;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerLine;
import dev.tandem.books.mirror.TheirSide;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.books.refusals.CreditMending;
import dev.tandem.books.refusals.Keeping;
import dev.tandem.books.refusals.PartMending;
import dev.tandem.books.refusals.Step;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentTwin;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.DepositTwins;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;

/** Both sides of a refused record beside each other: its fields, or an invoice's payments. */
@Component
class MendSides {

  private final TheirSide theirs;
  private final Billing billing;
  private final PartMending parts;
  private final Keeping keeping;
  private final CreditMending credits;
  private final Advances advances;
  private final DepositTwins twins;
  private final Outbox outbox;
  private final FieldWords words;

  MendSides(
      TheirSide theirs,
      Billing billing,
      PartMending parts,
      Keeping keeping,
      CreditMending credits,
      Advances advances,
      DepositTwins twins,
      Outbox outbox,
      FieldWords words) {
    this.words = words;
    this.advances = advances;
    this.twins = twins;
    this.outbox = outbox;
    this.keeping = keeping;
    this.parts = parts;
    this.credits = credits;
    this.theirs = theirs;
    this.billing = billing;
  }

  /**
   * The payments of one invoice.
   *
   * @param refused the one that Xero did not take
   * @param left what would be owed without it
   */
  public record Money(InvoiceView invoice, PaymentView refused, BigDecimal left) {

    /** What is paid without the refused one, in Xero as far as is known. */
    public List<PaymentView> others() {
      return invoice.standingPayments().stream()
          .filter(it -> !it.id().equals(refused.id()))
          .toList();
    }
  }

  /**
   * A deposit, and what the ledger has that looks like it.
   *
   * @param there oldest first
   */
  public record Deposit(AdvanceView ours, List<PaymentTwin> there) {}

  void add(Standing standing, Step step, Model model) {
    Kind kind = Kind.of(standing.record().kind());
    UUID tenant = standing.tenant();
    boolean linked = standing.ledgerId() != null && tenant != null;
    if (step == Step.CREDIT || kind == Kind.REFUND && step == Step.SAME) {
      credits.of(standing.record()).ifPresent(it -> model.addAttribute("credit", it));
    }
    // Where all that differs is that it was taken back here, words say more than two columns.
    Keeping.Offer kept = keeping.of(standing.record()).orElse(null);
    model.addAttribute("kept", kept);
    if (kept == null
        && linked
        && (step == Step.COMPARE || step == Step.DATE)
        && kind != Kind.PAYMENT) {
      List<TheirSide.Field> fields =
          theirs.waiting(kind, Objects.requireNonNull(tenant), standing.record().id());
      model.addAttribute(
          "sides", fields.stream().flatMap(it -> changes(standing.record(), tenant, it)).toList());
      model.addAttribute("sidesSeen", TheirSide.seen(fields));
    }
    boolean document = kind == Kind.INVOICE || kind == Kind.CREDIT_NOTE;
    if (document && step == Step.PART && tenant != null) {
      String words = Objects.requireNonNullElse(standing.reason(), "");
      model.addAttribute("parts", parts.offer(standing.record(), tenant, words));
    }
    if (kind == Kind.ADVANCE && step == Step.SAME) {
      var id = new AdvanceId(standing.record().id());
      List<PaymentTwin> there = twins.unanswered(List.of(id)).getOrDefault(id, List.of());
      model.addAttribute("deposit", new Deposit(advances.find(id), there));
    }
    if (kind == Kind.PAYMENT && (step == Step.MONEY || step == Step.SAME)) {
      billing.paymentsByIds(List.of(new PaymentId(standing.record().id()))).stream()
          .filter(it -> !it.removed())
          .findFirst()
          .ifPresent(it -> model.addAttribute("money", money(it)));
    }
  }

  /**
   * Whoever pays by name, lines one below the other, and what they come to: that is what people
   * compare.
   */
  private Stream<Change> changes(RecordRef record, @Nullable UUID tenant, TheirSide.Field it) {
    if (FieldWords.isPayer(record, it.name())) {
      BinaryOperator<String> named = words.of(tenant, record);
      return Stream.of(
          new Change(
              FieldWords.label(it.name()),
              named.apply(it.name(), it.ours()),
              named.apply(it.name(), it.theirs()),
              null));
    }
    return it.name().equals(Fields.LINES)
        ? Stream.of(
            new Change(it.name(), lines(it.ours()), lines(it.theirs()), null),
            new Change("sum of the lines", sum(it.ours()), sum(it.theirs()), null))
        : Stream.of(new Change(it.name(), it.ours(), it.theirs(), null));
  }

  private static String lines(String text) {
    return LedgerLine.read(text).stream()
        .map(it -> PushPreview.lines(LedgerLine.text(List.of(it))))
        .collect(Collectors.joining("\n"));
  }

  /** As the prices are meant, with their tax or without. */
  private static String sum(String text) {
    return dev.tandem.shared.Money.figures(
        LedgerLine.read(text).stream()
            .map(MendSides::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add),
        null);
  }

  private static BigDecimal amount(LedgerLine it) {
    BigDecimal whole = it.quantity().multiply(it.unitPrice());
    if (it.discountRate() != null) {
      whole = whole.subtract(whole.multiply(it.discountRate()).movePointLeft(2));
    }
    if (it.discountAmount() != null) {
      whole = whole.subtract(it.discountAmount());
    }
    return whole.setScale(2, RoundingMode.HALF_UP);
  }

  private Money money(PaymentView refused) {
    InvoiceView invoice = billing.find(new InvoiceId(refused.invoice().value()));
    return new Money(invoice, refused, invoice.due().add(refused.amount()));
  }

  /**
   * Our change is given up, and is not refused any more.
   *
   * @param seen both sides as they were shown
   * @throws Refused as {@link TheirSide#take}, and if it was taken back here: then {@link Keeping}
   *     says first what giving that up means
   */
  @Transactional
  void takeTheirs(Standing standing, String seen) {
    RecordRef record = standing.record();
    if (keeping.of(record).isPresent()) {
      throw new Refused(
          "Something has changed since you looked. Nothing was given up: look at it again.");
    }
    UUID tenant = Objects.requireNonNullElse(standing.tenant(), new UUID(0, 0));
    theirs.take(Kind.of(record.kind()), tenant, record.id(), seen);
    outbox.tryAgain(record);
  }
}
