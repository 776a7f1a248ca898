package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceTotals;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Priced;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Xero: computes the tax of a line by the rate of its tax type, whatever rate somebody had in mind.
 * What would come to other sums there by that is not sent.
 */
@Component
public class ChargedTaxes {

  private static final Pattern HELD =
      Pattern.compile("Xero charges ([0-9.]+) % for the tax '([^']+)'");

  private final Reference reference;
  private final Links links;

  ChargedTaxes(Reference reference, Links links) {
    this.reference = reference;
    this.links = links;
  }

  /** What a document says that taxes are computed of. */
  record Taxed(UUID record, String currency, LineAmounts amounts, List<InvoiceLine> lines) {

    private Map<String, String> fields() {
      return Map.of(
          Fields.LINE_AMOUNTS, InvoiceLines.text(amounts), Fields.LINES, InvoiceLines.text(lines));
    }
  }

  /** Whether these words hold a document for what the ledger does not charge any more. */
  public boolean outdated(UUID tenant, String words) {
    Matcher held = HELD.matcher(words);
    if (!held.find()) {
      return false;
    }
    var then = new BigDecimal(held.group(1));
    return Optional.ofNullable(charged(tenant).get(held.group(2)))
        .filter(it -> it.percent().compareTo(then) == 0)
        .isEmpty();
  }

  /** Why those that cannot go cannot go; those whose lines are there as they are, are not asked. */
  Map<UUID, String> holds(UUID tenant, Kind kind, Collection<Taxed> documents) {
    Map<String, LedgerTaxRate> charged = charged(tenant);
    var holds = new HashMap<UUID, String>();
    for (Taxed it : documents) {
      String hold = hold(it, charged);
      if (hold != null) {
        holds.put(it.record(), hold);
      }
    }
    if (!holds.isEmpty()) {
      Map<UUID, LinkRow> linked = links.ofRecords(kind, tenant, holds.keySet());
      documents.stream()
          .filter(it -> linked.containsKey(it.record()) && agreed(it, linked.get(it.record())))
          .forEach(it -> holds.remove(it.record()));
    }
    return holds;
  }

  private Map<String, LedgerTaxRate> charged(UUID tenant) {
    return reference.taxRates(tenant).stream()
        .filter(LedgerTaxRate::active)
        .collect(Collectors.toMap(LedgerTaxRate::taxType, Function.identity(), (one, _) -> one));
  }

  private static boolean agreed(Taxed it, LinkRow link) {
    return it.fields().entrySet().stream()
        .allMatch(
            field ->
                field
                    .getValue()
                    .equals(link.agreed().getOrDefault(field.getKey(), Pair.NONE).ours()));
  }

  private static @Nullable String hold(Taxed it, Map<String, LedgerTaxRate> charged) {
    List<LineDetails> ours = it.lines().stream().map(InvoiceLine::details).toList();
    List<LineDetails> theirs = ours.stream().map(line -> taxed(line, charged)).toList();
    InvoiceTotals here = InvoiceTotals.of(it.lines(), it.amounts());
    InvoiceTotals there = Priced.of(theirs, it.amounts()).totals();
    if (here.equals(there)) {
      return null;
    }
    for (int i = 0; i < ours.size(); i++) {
      if (ours.get(i).taxRate().compareTo(theirs.get(i).taxRate()) != 0) {
        return words(it.currency(), ours.get(i), theirs.get(i).taxRate(), here, there);
      }
    }
    return null;
  }

  private static String words(
      String currency, LineDetails line, BigDecimal rate, InvoiceTotals here, InvoiceTotals there) {
    boolean total = here.total().compareTo(there.total()) != 0;
    return "Xero charges %s %% for the tax '%s', a line has it with %s %%: %s would come to %s there, not to %s."
        .formatted(
            rate.toPlainString(),
            line.taxType(),
            line.taxRate().toPlainString(),
            total ? "the total" : "its tax",
            Money.figures(total ? there.total() : there.tax(), currency),
            Money.figures(total ? here.total() : here.tax(), currency));
  }

  private static LineDetails taxed(LineDetails it, Map<String, LedgerTaxRate> charged) {
    LedgerTaxRate rate = charged.get(it.taxType());
    return rate == null
        ? it
        : new LineDetails(
            it.description(),
            it.quantity(),
            it.unitPrice(),
            it.accountCode(),
            it.taxType(),
            rate.percent(),
            it.service(),
            it.itemCode(),
            it.discount(),
            it.tracking());
  }
}
