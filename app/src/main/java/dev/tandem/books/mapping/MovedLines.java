package dev.tandem.books.mapping;

import dev.tandem.books.ledger.LedgerItem;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.ledger.LedgerTracking;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Posting;
import dev.tandem.practice.billing.Tracking;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lines that were mapped for one organisation, as another one's books want them. A part that is not
 * what the former mapping says was set by a person: it stays where the new organisation has it,
 * too.
 */
@Component
public class MovedLines {

  /**
   * Whose mapping speaks for a line.
   *
   * @param tenant the organisation; one without mapping for none
   * @param practitioner null if nobody's in particular
   */
  public record Place(
      UUID tenant, @Nullable PractitionerId practitioner, @Nullable LocationId location) {}

  private final LedgerPostings postings;
  private final Lookups lookups;
  private final Setup setup;

  MovedLines(LedgerPostings postings, Lookups lookups, Setup setup) {
    this.postings = postings;
    this.lookups = lookups;
    this.setup = setup;
  }

  /** The same lines while nothing is known yet of what the new organisation has. */
  @Transactional(readOnly = true)
  public List<LineDetails> moved(List<LineDetails> lines, Place from, Place to) {
    boolean items = lines.stream().anyMatch(it -> !it.itemCode().isEmpty());
    Offered there = lookups.of(to.tenant()).offered(items);
    return there.unread() ? lines : lines.stream().map(it -> moved(it, from, to, there)).toList();
  }

  private LineDetails moved(LineDetails it, Place from, Place to, Offered there) {
    ServiceId named = it.service();
    @Nullable ServiceView service = named == null ? null : setup.service(named);
    Posting was = postings.in(from.tenant(), service, from.practitioner(), from.location());
    Posting now = postings.in(to.tenant(), service, to.practitioner(), to.location());
    String account =
        choose(it.accountCode(), was.accountCode(), now.accountCode(), code -> sells(there, code));
    String tax =
        choose(it.taxType(), was.taxType(), now.taxType(), type -> charges(there, type) != null);
    LedgerTaxRate rate = charges(there, tax);
    BigDecimal percent = rate == null ? it.taxRate() : rate.percent();
    return it.booked(
        account,
        tax,
        percent,
        item(it, was, now, there),
        tracking(it, was, now, there, from.tenant().equals(to.tenant())));
  }

  /** What nobody says there stays as it is: the ledger then says what it lacks. */
  private static String choose(String own, String was, String now, Predicate<String> isThere) {
    boolean byHand = !own.equals(was);
    return now.isBlank() || (byHand && isThere.test(own)) ? own : now;
  }

  private static boolean sells(Offered there, String code) {
    return there.accountOfCode(code).filter(it -> it.active() && it.invoiceable()).isPresent();
  }

  private static @Nullable LedgerTaxRate charges(Offered there, String type) {
    return there.tax(type).filter(it -> it.active() && it.forRevenue()).orElse(null);
  }

  private static String item(LineDetails it, Posting was, Posting now, Offered there) {
    boolean byHand = !it.itemCode().isEmpty() && !it.itemCode().equals(was.itemCode());
    return byHand && there.goods().stream().map(LedgerItem::code).anyMatch(it.itemCode()::equals)
        ? it.itemCode()
        : now.itemCode();
  }

  private static List<Tracking> tracking(
      LineDetails it, Posting was, Posting now, Offered there, boolean same) {
    var options = new ArrayList<Tracking>();
    it.tracking().stream()
        .filter(own -> was.tracking().stream().noneMatch(own::equals))
        .flatMap(own -> there.tracking().stream().filter(option -> isSame(own, option)).limit(1))
        .forEach(option -> options.add(LedgerPostings.tracking(option)));
    now.tracking().stream()
        .filter(
            option ->
                options.stream().noneMatch(own -> own.categoryId().equals(option.categoryId())))
        .filter(option -> !(same && takenOff(it, was, option.categoryId())))
        .forEach(options::add);
    // Xero: two categories at most.
    return options.stream().limit(2).toList();
  }

  /** Whether it was mapped to an option of this category, and a person left it off. */
  private static boolean takenOff(LineDetails it, Posting was, String category) {
    return was.tracking().stream().anyMatch(option -> option.categoryId().equals(category))
        && it.tracking().stream().noneMatch(own -> own.categoryId().equals(category));
  }

  /** Ids are each organisation's own; what people see is the name. */
  private static boolean isSame(Tracking own, LedgerTracking option) {
    return option.active()
        && option.category().equalsIgnoreCase(own.category())
        && option.name().equalsIgnoreCase(own.option());
  }
}
