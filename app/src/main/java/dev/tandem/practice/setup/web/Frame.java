package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.PracticeProfile;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.setup.Words;
import dev.tandem.shared.Money;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.SignedIn;
import dev.tandem.staff.Staff;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the frame around every page shows, and how this practice writes days, times and amounts.
 * Asked for by templates as {@code frame}; looks things up only when they are asked for, since
 * fragments and redirects need none of it.
 */
public class Frame {

  private final Setup setup;
  private final Staff staff;
  private final Clock clock;
  private @Nullable PracticeProfile practice;

  Frame(Setup setup, Staff staff, Clock clock) {
    this.setup = setup;
    this.staff = staff;
    this.clock = clock;
  }

  /** Null on pages before sign-in. */
  public @Nullable SignedIn me() {
    return Practices.find().isPresent() ? SignedIn.current().orElse(null) : null;
  }

  public PracticeProfile practice() {
    if (practice == null) {
      practice = setup.practice();
    }
    return practice;
  }

  /** What clients are called here; the neutral word before sign-in. */
  public Words words() {
    return practice().words();
  }

  /** Every practice that this person may switch to, the current one included. */
  public List<PracticeChoice> practices() {
    SignedIn me = me();
    return me == null || me.staff() == null
        ? List.of()
        : staff.practicesOf(me.staff()).stream()
            .map(it -> new PracticeChoice(it.practice(), it.practiceName(), it.role().title()))
            .toList();
  }

  /** The locations to switch between; none where there is nothing to choose. */
  public List<LocationView> locations() {
    List<LocationView> all = setup.locations();
    return all.size() > 1 ? all : List.of();
  }

  /** The location this person works at for now; null for all. */
  public @Nullable LocationView workingAt() {
    SignedIn me = me();
    return me == null || me.staff() == null ? null : setup.workingAt(me.staff()).orElse(null);
  }

  /** One line of the practice switch. */
  public record PracticeChoice(PracticeId id, String name, String role) {}

  /** Today in the practice's zone. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), practice().zone());
  }

  /** "20 Nov 2026". */
  public String day(Instant at) {
    return day(local(at).toLocalDate());
  }

  /** "20 Nov 2026". */
  public String day(LocalDate day) {
    return write(FormatStyle.MEDIUM).format(day);
  }

  /** "20 November 2026", as papers have it. */
  public String dayInFull(LocalDate day) {
    return write(FormatStyle.LONG).format(day);
  }

  /** "Friday, 20 November 2026". */
  public String longDay(LocalDate day) {
    return write(FormatStyle.FULL).format(day);
  }

  /** "10:30 am". */
  public String time(Instant at) {
    return time(local(at).toLocalTime());
  }

  /** "10:30 am". */
  public String time(LocalTime time) {
    return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale()).format(time);
  }

  /** "20 Nov 2026, 10:30 am". */
  public String moment(Instant at) {
    return day(at) + ", " + time(at);
  }

  /** "3 min ago", "in 2 h", "20 Nov 2026" when further than a week. */
  public String ago(Instant at) {
    return Ago.of(at, clock.instant()).orElseGet(() -> day(at));
  }

  /** "1,234.50", or "1,234" of a currency without decimals; see {@link Money#figures}. */
  public String amount(BigDecimal amount, @Nullable String currency) {
    return Money.figures(amount, currency);
  }

  /** "1,234.50 AUD", for a sentence. */
  public String sum(BigDecimal amount, String currency) {
    return Money.text(amount, currency);
  }

  /** As {@link #amount}, with the further decimals that a price may have. */
  public String price(BigDecimal price, String currency) {
    int decimals = Math.max(Money.decimals(price, currency), price.stripTrailingZeros().scale());
    return String.format(Locale.ENGLISH, "%,." + decimals + "f", price);
  }

  /** "1234.50", or "1234" of a currency without decimals: as it stands in a field. */
  public String typed(BigDecimal amount, String currency) {
    return Money.typed(amount, currency);
  }

  /** The least that this amount can be changed by in a field: a cent, or a yen. */
  public String step(BigDecimal amount, String currency) {
    return Money.decimals(amount, currency) == 0 ? "1" : "0.01";
  }

  /** "$1,234.50" in the practice's own currency, "US$1,234.50" in another. */
  public String money(Money money) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale());
    format.setCurrency(Currency.getInstance(money.currency()));
    int decimals = Money.decimals(money.amount(), money.currency());
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(money.amount());
  }

  /** "0491 570 156" as people of the practice's country write and dial it. */
  public String phone(String typed) {
    return Dialled.in(practice().country(), typed);
  }

  /** "Australia" for a country's two letters; anything else as it stands. */
  public String country(String code) {
    return code.length() == 2 ? Locale.of("", code).getDisplayCountry(Locale.ENGLISH) : code;
  }

  /** How people write in the practice's country. */
  public Locale locale() {
    return new Locale.Builder().setLanguage("en").setRegion(practice().country()).build();
  }

  private ZonedDateTime local(Instant at) {
    return at.atZone(practice().zone());
  }

  private DateTimeFormatter write(FormatStyle style) {
    return DateTimeFormatter.ofLocalizedDate(style).withLocale(locale());
  }
}
