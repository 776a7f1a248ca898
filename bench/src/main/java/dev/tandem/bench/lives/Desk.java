package dev.tandem.bench.lives;

import dev.tandem.bench.World;
import dev.tandem.bench.push.Practice;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.billing.WrittenAs;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the desk: does with invoices what Tandem offers, and now and then what it does not.
 */
final class Desk {

  /** One step in so many is tried without looking whether it is offered. */
  private static final int CARELESS = 14;

  private final Practice practice;
  private final Random random;
  private final Billing billing;
  private final Credits credits;
  private final Crediting crediting;
  private final Advances advances;
  private final Depositing depositing;
  private final Invented invented;
  private final Clock clock;

  Desk(Practice practice, Random random) {
    World world = practice.world();
    this.practice = practice;
    this.random = random;
    this.billing = world.bean(Billing.class);
    this.credits = world.bean(Credits.class);
    this.clock = world.bean(Clock.class);
    this.invented = new Invented(random);
    this.advances = world.bean(Advances.class);
    this.depositing = new Depositing(world, random);
    this.crediting = new Crediting(world, random, invented);
  }

  /**
   * What became of a step.
   *
   * @param refused in which words, null if it was done
   * @param trace what was different afterwards although it was refused
   */
  record Taken(Step step, @Nullable String refused, @Nullable String trace) {}

  /** Most are issued at once, some begin as drafts. */
  Life begin(ClientId client) {
    return practice.in(
        () -> {
          InvoiceDetails details = details(client);
          boolean draft = random.nextInt(4) == 0;
          InvoiceId id = draft ? billing.draft(details) : billing.issue(details);
          var life = new Life(id);
          InvoiceView made = billing.find(id);
          life.note((draft ? "drafted " : "issued " + made.number() + " over ") + made.total());
          return life;
        });
  }

  private InvoiceDetails details(ClientId client) {
    LocalDate today = today();
    return new InvoiceDetails(
        client,
        null,
        null,
        today,
        today.plusDays(14),
        "",
        random.nextBoolean() ? LineAmounts.INCLUSIVE : LineAmounts.EXCLUSIVE,
        invented.lines());
  }

  Taken step(Life life) {
    return practice.in(() -> stepHere(life));
  }

  private Taken stepHere(Life life) {
    InvoiceId id = life.invoices().get(random.nextInt(life.invoices().size()));
    Step.At at = at(id);
    boolean careless = random.nextInt(CARELESS) == 0;
    List<Step> steps = new ArrayList<>();
    for (Step it : Step.values()) {
      if (careless || it.offered(at)) {
        for (int i = 0; i < it.weight(); i++) {
          steps.add(it);
        }
      }
    }
    if (steps.isEmpty()) {
      return new Taken(Step.VOID, "nothing is offered", null);
    }
    Step step = steps.get(random.nextInt(steps.size()));
    try {
      life.note(name(at) + ": " + take(step, at, life));
      return new Taken(step, null, null);
    } catch (Refused | InvalidInput e) {
      String words = words(e);
      String now = at(id).picture();
      life.note(name(at) + ": " + step + " refused: " + words);
      boolean left = !now.equals(at.picture());
      return new Taken(
          step,
          words,
          words.isBlank() ? "no words" : left ? at.picture() + " became " + now : null);
    }
  }

  private static String words(RuntimeException e) {
    return e instanceof InvalidInput it
        ? String.join(" ", it.errors().values())
        : String.valueOf(e.getMessage());
  }

  private static String name(Step.At at) {
    return at.invoice().number() == null ? "the draft" : at.invoice().number();
  }

  private Step.At at(InvoiceId id) {
    InvoiceView invoice = billing.find(id);
    return new Step.At(invoice, credits.of(id), advances.ofClient(invoice.billTo()));
  }

  /** Does it, as the page does; what was shown before is what is confirmed. */
  private String take(Step step, Step.At at, Life life) {
    InvoiceView invoice = at.invoice();
    return switch (step) {
      case APPROVE -> {
        billing.approve(invoice.id());
        yield "approved";
      }
      case REWRITE -> rewrite(invoice, invented.other(invoice));
      case REFER -> rewrite(invoice, null);
      case PAY -> pay(invoice, invoice.due());
      case PAY_A_PART -> pay(invoice, part(invoice.due()));
      case TAKE_BACK -> takeBack(invoice);
      case CREDIT_ALL -> crediting.credit(invoice, today(), true);
      case CREDIT_A_PART -> crediting.credit(invoice, today(), false);
      case WRITE_OFF -> crediting.writeOff(invoice, today());
      case CORRECT -> crediting.correct(invoice, today(), life);
      case GIVE_BACK -> crediting.giveBack(any(at.notes()), today());
      case USE_CREDIT -> crediting.use(any(at.notes()), invoice);
      case TAKE_CREDIT_OFF -> takeOff(at);
      case VOID_CREDIT -> crediting.voidNote(any(at.notes()));
      case TAKE_DEPOSIT -> depositing.take(invoice, today());
      case OVERPAY -> depositing.overpay(invoice, today());
      case USE_DEPOSIT -> depositing.use(at.advances(), invoice);
      case TAKE_DEPOSIT_OFF -> depositing.takeOff(at.drawn());
      case GIVE_DEPOSIT_BACK -> depositing.giveBack(at.advances(), today());
      case REMOVE_DEPOSIT -> depositing.remove(at.advances());
      case VOID -> {
        billing.voidInvoice(invoice.id());
        yield "voided";
      }
    };
  }

  private String takeOff(Step.At at) {
    List<AllocationView> used = at.used();
    if (used.isEmpty()) {
      throw new Refused("No credit is used.");
    }
    return crediting.takeOff(used.get(random.nextInt(used.size())));
  }

  private CreditNoteView any(List<CreditNoteView> notes) {
    if (notes.isEmpty()) {
      throw new Refused("There is no credit note.");
    }
    return notes.get(random.nextInt(notes.size()));
  }

  /**
   * @param lines null to change the reference and the due date only
   */
  private String rewrite(InvoiceView now, @Nullable List<LineDetails> lines) {
    var wanted =
        new InvoiceDetails(
            now.client(),
            now.appointment(),
            now.location(),
            now.date(),
            lines == null ? now.dueDate().plusDays(1 + random.nextInt(5)) : now.dueDate(),
            lines == null ? "Ref " + random.nextInt(1_000) : now.reference(),
            now.lineAmounts(),
            lines == null ? now.lines().stream().map(it -> it.details()).toList() : lines);
    billing.rewrite(now.id(), now.seen(), wanted, WrittenAs.KEPT, "");
    return lines == null
        ? "now " + wanted.reference() + ", due " + wanted.dueDate()
        : "now over " + billing.find(now.id()).total();
  }

  private String pay(InvoiceView invoice, BigDecimal amount) {
    billing.takePayment(
        invoice.id(), new PaymentDetails(today(), amount, PaymentMethod.CARD, "", null));
    return "paid " + amount;
  }

  private String takeBack(InvoiceView invoice) {
    List<PaymentView> ours =
        invoice.standingPayments().stream().filter(it -> !it.fromLedger()).toList();
    // Nobody is offered to take back what was recorded in Xero; it is refused, too.
    List<PaymentView> standing = ours.isEmpty() ? invoice.standingPayments() : ours;
    if (standing.isEmpty()) {
      throw new Refused("There is no payment.");
    }
    PaymentView it = standing.get(random.nextInt(standing.size()));
    billing.removePayment(it.id());
    return "took the payment of " + it.amount() + " back";
  }

  private BigDecimal part(BigDecimal of) {
    return of.multiply(BigDecimal.valueOf(1 + random.nextInt(9), 1))
        .setScale(2, RoundingMode.HALF_UP);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Practice.ZONE);
  }
}
