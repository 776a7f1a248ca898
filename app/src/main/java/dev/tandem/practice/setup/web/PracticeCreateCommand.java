package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.NewPractice;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.start.AdminCommand;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Command(
    name = "practice create",
    description = "Open a practice; prints its id, which other commands take as --practice.")
class PracticeCreateCommand implements AdminCommand {

  private final Setup setup;

  @Option(names = "--name", required = true, description = "Its name.")
  private String name = "";

  @Option(names = "--kind", description = "clinic, firm or association (default: clinic).")
  private String kind = "clinic";

  @Option(names = "--country", description = "Two letters (default: AU).")
  private String country = "AU";

  @Option(names = "--zone", description = "Time zone (default: Australia/Sydney).")
  private String zone = "Australia/Sydney";

  @Option(
      names = "--currency",
      description = "Three letters (default: XERO_CURRENCY_CODE, else AUD). Cannot be changed.")
  private String currency;

  PracticeCreateCommand(Setup setup, @Value("${tandem.currency}") String currency) {
    this.setup = setup;
    this.currency = ProfileForm.usualCurrency(currency);
  }

  @Override
  public Integer call() {
    try {
      System.out.println(setup.open(practice()));
      return 0;
    } catch (InvalidInput e) {
      e.errors().values().forEach(System.err::println);
    } catch (IllegalArgumentException | DateTimeException _) {
      System.err.println(
          "Give --kind clinic, firm or association, and a --zone like Europe/London.");
    }
    return 1;
  }

  private NewPractice practice() {
    return new NewPractice(
        name,
        PracticeKind.valueOf(kind.toUpperCase(Locale.ROOT)),
        country.toUpperCase(Locale.ROOT),
        ZoneId.of(zone),
        currency.toUpperCase(Locale.ROOT));
  }
}
