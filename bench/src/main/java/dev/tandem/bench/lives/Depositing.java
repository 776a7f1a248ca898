package dev.tandem.bench.lives;

import dev.tandem.bench.World;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LooksLikeTwice;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentTwin;
import dev.tandem.practice.billing.Sure;
import dev.tandem.practice.credits.AdvanceDetails;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.Drawing;
import dev.tandem.practice.credits.Overpaying;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Takes deposits and too much money, uses it for invoices, takes that off and gives back. */
final class Depositing {

  private final Advances advances;
  private final Drawing drawing;
  private final Overpaying overpaying;
  private final Random random;

  Depositing(World world, Random random) {
    this.advances = world.bean(Advances.class);
    this.drawing = world.bean(Drawing.class);
    this.overpaying = world.bean(Overpaying.class);
    this.random = random;
  }

  String take(InvoiceView invoice, LocalDate today) {
    BigDecimal amount = some(500);
    advances.takeDeposit(
        new AdvanceDetails(
            invoice.billTo(),
            null,
            today,
            amount,
            random.nextBoolean() ? PaymentMethod.CARD : PaymentMethod.CASH,
            random.nextBoolean() ? "Terminal 7" : ""));
    return "took a deposit of " + amount;
  }

  /** Looked at before it is done. */
  String overpay(InvoiceView invoice, LocalDate today) {
    BigDecimal amount = invoice.due().add(some(50));
    Overpaying.Split split = overpaying.preview(invoice.id(), amount);
    try {
      overpay(invoice, today, amount, split, List.of());
    } catch (LooksLikeTwice e) {
      // As whoever stands at the desk says: the client is here and pays once more.
      overpay(invoice, today, amount, split, e.twins());
    }
    return "paid %s, %s too much".formatted(amount, split.stays());
  }

  private void overpay(
      InvoiceView invoice,
      LocalDate today,
      BigDecimal amount,
      Overpaying.Split split,
      List<PaymentTwin> others) {
    overpaying.take(
        advances.fresh(),
        invoice.id(),
        new PaymentDetails(today, amount, PaymentMethod.CARD, "", null),
        split.settles(),
        Sure.ofThese(others.stream().map(PaymentTwin::key).toList()));
  }

  String use(List<AdvanceView> all, InvoiceView invoice) {
    AdvanceView it = any(all, one -> one.remaining().signum() > 0);
    BigDecimal most = it.remaining().min(invoice.due());
    BigDecimal amount = random.nextBoolean() ? most : most.min(some(40));
    drawing.use(it.id(), invoice.id(), amount);
    return "used %s of the %s of %s".formatted(amount, it.word(), it.amount());
  }

  String takeOff(List<AllocationView> used) {
    if (used.isEmpty()) {
      throw new Refused("No deposit is used.");
    }
    AllocationView it = used.get(random.nextInt(used.size()));
    drawing.takeOff(it.id());
    return "took %s of a deposit off".formatted(it.amount());
  }

  String giveBack(List<AdvanceView> all, LocalDate today) {
    AdvanceView it = any(all, one -> one.remaining().signum() > 0);
    drawing.refundRest(it.id(), new Refunding(today, PaymentMethod.CARD, "", null));
    return "gave %s of the %s of %s back".formatted(it.remaining(), it.word(), it.amount());
  }

  String remove(List<AdvanceView> all) {
    AdvanceView it = any(all, one -> !one.removed());
    advances.remove(it.id());
    return "removed the %s of %s".formatted(it.word(), it.amount());
  }

  /** One that is as it is wanted, if there is any. */
  private AdvanceView any(List<AdvanceView> all, Predicate<AdvanceView> wanted) {
    if (all.isEmpty()) {
      throw new Refused("There is no deposit.");
    }
    List<AdvanceView> some = all.stream().filter(wanted).toList();
    List<AdvanceView> from = some.isEmpty() ? all : some;
    return from.get(random.nextInt(from.size()));
  }

  private BigDecimal some(int most) {
    return BigDecimal.valueOf(1 + random.nextInt(most * 100), 2);
  }
}
