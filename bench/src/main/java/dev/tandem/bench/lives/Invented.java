package dev.tandem.bench.lives;

import dev.tandem.bench.chaos.People;
import dev.tandem.practice.billing.Discount;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Lines that somebody could charge. */
final class Invented {

  private final Random random;
  private final People people;

  Invented(Random random) {
    this.random = random;
    this.people = new People(random);
  }

  /** One to three, taxed or free, some of them with a discount. */
  List<LineDetails> lines() {
    return IntStream.rangeClosed(1, 1 + random.nextInt(3)).mapToObj(this::line).toList();
  }

  private LineDetails line(int number) {
    boolean taxed = random.nextBoolean();
    var line =
        new LineDetails(
            "Physiotherapy " + number,
            people.quantity(),
            people.price(),
            "200",
            taxed ? "OUTPUT" : "EXEMPTOUTPUT",
            taxed ? BigDecimal.TEN : BigDecimal.ZERO,
            null);
    return random.nextInt(5) > 0
        ? line
        : line.withDiscount(Discount.percent(BigDecimal.valueOf(5 + random.nextInt(40))));
  }

  /** One line is another, is gone, or came besides. */
  List<LineDetails> other(InvoiceView invoice) {
    var lines = new ArrayList<>(invoice.lines().stream().map(InvoiceLine::details).toList());
    int at = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.addAll(lines().subList(0, 1));
      case 1 -> {
        if (lines.size() > 1) {
          lines.remove(at);
        } else {
          lines.set(at, priced(lines.get(at)));
        }
      }
      default -> lines.set(at, priced(lines.get(at)));
    }
    return lines;
  }

  /** The same for another price. */
  LineDetails priced(LineDetails was) {
    return new LineDetails(
        was.description(),
        people.quantity(),
        people.price(),
        was.accountCode(),
        was.taxType(),
        was.taxRate(),
        was.service());
  }
}
