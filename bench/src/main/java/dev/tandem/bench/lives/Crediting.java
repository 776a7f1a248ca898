package dev.tandem.bench.lives;

import dev.tandem.bench.World;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.Corrections;
import dev.tandem.practice.credits.CreditAccounts;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditLines;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.CreditPlan;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.practice.credits.Using;
import dev.tandem.practice.credits.WriteOff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Credits, writes off, corrects and gives back, each looked at before it is done. */
final class Crediting {

  private final Credits credits;
  private final Corrections corrections;
  private final WriteOff writeOff;
  private final CreditAccounts accounts;
  private final Using using;
  private final Random random;
  private final Invented invented;

  Crediting(World world, Random random, Invented invented) {
    this.credits = world.bean(Credits.class);
    this.corrections = world.bean(Corrections.class);
    this.writeOff = world.bean(WriteOff.class);
    this.accounts = world.bean(CreditAccounts.class);
    this.using = world.bean(Using.class);
    this.random = random;
    this.invented = invented;
  }

  String credit(InvoiceView invoice, LocalDate today, boolean all) {
    var lines = new ArrayList<LineDetails>();
    for (InvoiceLine it : invoice.lines()) {
      if (all) {
        lines.add(CreditLines.of(it));
      } else if (random.nextBoolean() || lines.isEmpty()) {
        lines.add(part(it));
      }
    }
    return issue(
        invoice,
        new CreditDetails(
            CreditPurpose.CREDIT, today, "Too much", invoice.lineAmounts(), lines, refund(today)));
  }

  private LineDetails part(InvoiceLine line) {
    LineDetails was = CreditLines.of(line);
    BigDecimal amount =
        line.amount()
            .multiply(BigDecimal.valueOf(1 + random.nextInt(9), 1))
            .setScale(2, RoundingMode.UP);
    return CreditLines.with(was, was.description(), BigDecimal.ONE, amount);
  }

  private String issue(InvoiceView invoice, CreditDetails details) {
    CreditPlan plan = credits.preview(invoice.id(), details);
    var id = credits.issue(invoice.id(), details, plan.seen());
    return "%s %s by %s, %s against it, %s given back, %s kept"
        .formatted(
            details.purpose(),
            plan.total(),
            credits.find(id).number(),
            plan.settles(),
            plan.refunds(),
            plan.keeps());
  }

  private @Nullable Refunding refund(LocalDate today) {
    return random.nextBoolean() ? giving(today) : null;
  }

  private static Refunding giving(LocalDate today) {
    return new Refunding(today, PaymentMethod.CARD, "", null);
  }

  String writeOff(InvoiceView invoice, LocalDate today) {
    List<CreditAccounts.Account> losses = accounts.losses(invoice.id());
    String account = losses.isEmpty() ? "" : losses.getFirst().key();
    return issue(
        invoice,
        new CreditDetails(
            CreditPurpose.WRITE_OFF,
            today,
            "Nobody pays",
            WriteOff.amounts(invoice),
            writeOff.lines(invoice, account),
            null));
  }

  /** Charged more is an invoice of its own, which lives with the first from then on. */
  String correct(InvoiceView invoice, LocalDate today, Life life) {
    var lines = new ArrayList<>(invoice.lines().stream().map(CreditLines::of).toList());
    int at = random.nextInt(lines.size());
    lines.set(at, invented.priced(lines.get(at)));
    Refunding refunding = refund(today);
    Corrections.Plan plan = corrections.preview(invoice.id(), lines, "Mistyped", refunding);
    InvoiceId now = corrections.correct(invoice.id(), lines, "Mistyped", refunding, plan.seen());
    life.also(now);
    return "corrected by " + plan.correction().difference();
  }

  String giveBack(CreditNoteView note, LocalDate today) {
    credits.refundRest(note.id(), giving(today));
    return "gave the rest of " + note.number() + " back";
  }

  /** All that fits. */
  String use(CreditNoteView note, InvoiceView invoice) {
    BigDecimal amount = note.remaining().min(invoice.due());
    using.use(note.id(), invoice.id(), amount);
    return "used " + amount + " of " + note.number();
  }

  String takeOff(AllocationView used) {
    using.takeOff(used.id());
    return "took " + used.amount() + " of credit off";
  }

  String voidNote(CreditNoteView note) {
    credits.voidNote(note.id());
    return "voided " + note.number();
  }
}
