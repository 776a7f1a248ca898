package dev.tandem.practice.billing;

import dev.tandem.shared.Refused;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What was charged stands while something of it is credited, whatever was paid. */
@Component
class WhileCredited {

  private final ObjectProvider<StandingCredits> credits;

  WhileCredited(ObjectProvider<StandingCredits> credits) {
    this.credits = credits;
  }

  /**
   * A credit of what nobody was charged could still be paid out.
   *
   * @throws Refused if something of the invoice is credited
   */
  void refuse(Invoice it, String what) {
    List<String> standing = credits.stream().flatMap(one -> one.of(it.id()).stream()).toList();
    if (!standing.isEmpty()) {
      throw new Refused(
          "%s has %s. Void that before %s."
              .formatted(it.name(), String.join(" and ", standing), what));
    }
  }
}
