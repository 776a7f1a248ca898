package dev.tandem.vendors.email;

import dev.tandem.shared.health.Vital;
import org.springframework.stereotype.Component;

/** Whether mail can go out at all. Calls nobody: a watchdog asks often. */
@Component
class EmailVital implements Vital {

  private final Email email;

  EmailVital(Email email) {
    this.email = email;
  }

  @Override
  public String name() {
    return "email";
  }

  @Override
  public State look() {
    if (email.trouble().isEmpty()) {
      return State.UP;
    }
    return email.carrier().isPresent() || email.selective() ? State.DOWN : State.NOT_SET_UP;
  }
}
