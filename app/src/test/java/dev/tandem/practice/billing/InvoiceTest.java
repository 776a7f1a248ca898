package dev.tandem.practice.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InvoiceTest {

  private static final BigDecimal CENT = new BigDecimal("0.01");

  @Test
  void taxesEachLineBeforeAddingUp() {
    Invoice invoice =
        draft(LineAmounts.EXCLUSIVE, line("25.06", "15"), line("25.61", "15"), line("25.63", "15"));
    assertThat(invoice.totals().tax()).isEqualByComparingTo("11.44");
    assertThat(invoice.totals().total()).isEqualByComparingTo("87.74");
  }

  @Test
  void takesTheTaxOutOfInclusivePrices() {
    Invoice invoice = draft(LineAmounts.INCLUSIVE, line("110.00", "10"));
    assertThat(invoice.totals())
        .isEqualTo(
            new InvoiceTotals(
                new BigDecimal("100.00"), new BigDecimal("10.00"), new BigDecimal("110.00")));
  }

  @Test
  void roundsAFractionOfAnHourToCents() {
    var quarter =
        new LineDetails(
            "Work",
            new BigDecimal("0.3333"),
            new BigDecimal("99.95"),
            "200",
            "OUTPUT",
            BigDecimal.TEN,
            null);
    assertThat(InvoiceLine.of(quarter, LineAmounts.EXCLUSIVE).amount()).isEqualTo("33.31");
  }

  @Test
  void takesADiscountOffBeforeTheTax() {
    LineDetails line = line("33.3333", "10");
    assertThat(priced(line.withDiscount(Discount.percent(new BigDecimal("12.5")))))
        .as("29.16663…, taxed 2.917")
        .containsExactly("29.17", "2.92");
    assertThat(priced(line.withDiscount(Discount.amount(new BigDecimal("3.33")))))
        .containsExactly("30.00", "3.00");
  }

  private static List<String> priced(LineDetails details) {
    InvoiceLine line = InvoiceLine.of(details, LineAmounts.EXCLUSIVE);
    return List.of(line.amount().toPlainString(), line.tax().toPlainString());
  }

  @Test
  void chargesNoTaxWhereThereIsNone() {
    InvoiceTotals totals = draft(LineAmounts.NO_TAX, line("110.00", "10")).totals();
    assertThat(totals.tax()).isEqualTo("0.00");
    assertThat(totals.total()).isEqualTo("110.00");
  }

  @Test
  void refusesADiscountOfMoreThanTheLine() {
    LineDetails line = line("10.00", "10");
    for (Discount it :
        List.of(
            Discount.percent(new BigDecimal("100.01")),
            Discount.percent(new BigDecimal("-1")),
            Discount.percent(new BigDecimal("1.001")),
            Discount.amount(new BigDecimal("10.01")),
            Discount.amount(new BigDecimal("0.001")))) {
      assertThatThrownBy(() -> draft(LineAmounts.EXCLUSIVE, line.withDiscount(it)))
          .as(it.text())
          .isInstanceOfSatisfying(
              InvalidInput.class,
              e -> assertThat(e.errors()).containsOnlyKeys("lines[0].discount"));
    }
    assertThat(
            draft(
                    LineAmounts.EXCLUSIVE,
                    line.withDiscount(Discount.percent(BigDecimal.valueOf(100))))
                .totals()
                .total())
        .isEqualTo("0.00");
  }

  @Test
  void whateverTheLinesTheSumsAgreeToTheCent() {
    var random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      LineAmounts amounts = LineAmounts.values()[random.nextInt(2)];
      LineDetails[] lines =
          IntStream.rangeClosed(0, random.nextInt(6))
              .mapToObj(_ -> randomLine(random))
              .toArray(LineDetails[]::new);
      Invoice invoice = draft(amounts, lines);
      InvoiceTotals totals = invoice.totals();
      assertThat(totals.subtotal().add(totals.tax())).isEqualTo(totals.total());
      assertThat(totals.tax().scale()).isEqualTo(2);
      assertThat(totals.tax()).isEqualTo(sum(invoice.lines().stream().map(InvoiceLine::tax)));
      for (InvoiceLine line : invoice.lines()) {
        assertThat(line.tax().subtract(exactTax(line, amounts)).abs())
            .isLessThanOrEqualTo(CENT.divide(BigDecimal.TWO));
      }
    }
  }

  @Test
  void refusesToPayADraft() {
    assertThatThrownBy(() -> draft(LineAmounts.INCLUSIVE, line("110", "10")).checkPayable(CENT))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Approve");
  }

  @Test
  void refusesToSettleTwice() {
    Invoice paid = approved().settledBy(new BigDecimal("110.00"), BigDecimal.ZERO);
    assertThat(paid.status()).isEqualTo(InvoiceStatus.PAID);
    assertThatThrownBy(() -> paid.checkPayable(CENT)).isInstanceOf(InvoiceAlreadySettled.class);
  }

  @Test
  void refusesMoreThanIsLeft() {
    Invoice part = approved().settledBy(new BigDecimal("100.00"), BigDecimal.ZERO);
    assertThatThrownBy(() -> part.checkPayable(new BigDecimal("10.01")))
        .hasMessageContaining("Only 10.00 AUD is left");
    part.checkPayable(new BigDecimal("10.00"));
  }

  @Test
  void opensAgainWhenAPaymentGoes() {
    Invoice paid = approved().settledBy(new BigDecimal("110.00"), BigDecimal.ZERO);
    assertThat(paid.settledBy(BigDecimal.ZERO, BigDecimal.ZERO).status())
        .isEqualTo(InvoiceStatus.APPROVED);
  }

  @Test
  void isPaidByWhatTheLedgerCredited() {
    assertThat(approved().settledBy(new BigDecimal("60"), new BigDecimal("50")).status())
        .isEqualTo(InvoiceStatus.PAID);
  }

  @Test
  void cannotBeVoidedWhileMoneyIsOnIt() {
    Invoice part = approved().settledBy(new BigDecimal("1.00"), BigDecimal.ZERO);
    assertThatThrownBy(part::voided).isInstanceOf(Refused.class);
    assertThat(approved().voided().status()).isEqualTo(InvoiceStatus.VOIDED);
  }

  @Test
  void letsOnlyReferenceAndDueDateChangeOnceMoneyCameIn() {
    Invoice part = approved().settledBy(new BigDecimal("1.00"), BigDecimal.ZERO);
    InvoiceDetails was = part.details();
    Invoice after = part.change(was.with(was.date(), was.dueDate().plusDays(7), "PO 7"));
    assertThat(after.details().reference()).isEqualTo("PO 7");
    assertThatThrownBy(
            () -> part.change(was.with(LineAmounts.INCLUSIVE, List.of(line("90", "10")))))
        .isInstanceOf(Refused.class);
  }

  @Test
  void refusesWhatCannotBeAnInvoiceFieldByField() {
    var nothing =
        new LineDetails(" ", BigDecimal.ZERO, BigDecimal.ONE, "", "", BigDecimal.TEN, null);
    assertThatThrownBy(() -> draft(LineAmounts.INCLUSIVE, nothing))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.errors())
                    .containsOnlyKeys(
                        "lines[0].description",
                        "lines[0].quantity",
                        "lines[0].accountCode",
                        "lines[0].taxType"));
    assertThatThrownBy(() -> draft(LineAmounts.INCLUSIVE, line("-5", "10")))
        .hasMessageContaining("lines");
  }

  private static Invoice approved() {
    return draft(LineAmounts.INCLUSIVE, line("110.00", "10")).numbered("INV-0001").approve();
  }

  private static Invoice draft(LineAmounts amounts, LineDetails... lines) {
    var day = LocalDate.of(2026, 11, 20);
    return Invoice.draft(
        new InvoiceId(UUID.randomUUID()),
        new InvoiceDetails(
            new ClientId(UUID.randomUUID()),
            null,
            null,
            day,
            day.plusDays(14),
            "",
            amounts,
            List.of(lines)),
        "AUD");
  }

  private static LineDetails line(String price, String rate) {
    return new LineDetails(
        "Work", BigDecimal.ONE, new BigDecimal(price), "200", "OUTPUT", new BigDecimal(rate), null);
  }

  private static LineDetails randomLine(Random random) {
    return new LineDetails(
        "Work",
        BigDecimal.valueOf(1 + random.nextInt(90_000), random.nextInt(5)),
        BigDecimal.valueOf(random.nextInt(90_000), random.nextInt(5)),
        "200",
        "OUTPUT",
        BigDecimal.valueOf(random.nextInt(2500), 2),
        null);
  }

  private static BigDecimal exactTax(InvoiceLine line, LineAmounts amounts) {
    BigDecimal rate = line.details().taxRate();
    BigDecimal whole =
        amounts == LineAmounts.INCLUSIVE
            ? rate.add(BigDecimal.valueOf(100))
            : BigDecimal.valueOf(100);
    return line.amount().multiply(rate).divide(whole, 12, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal sum(Stream<BigDecimal> figures) {
    return figures.reduce(new BigDecimal("0.00"), BigDecimal::add);
  }
}
