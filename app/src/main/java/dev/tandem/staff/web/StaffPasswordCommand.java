package dev.tandem.staff.web;

import dev.tandem.shared.InvalidInput;
import dev.tandem.staff.Staff;
import dev.tandem.staff.StaffId;
import dev.tandem.start.AdminCommand;
import java.util.Optional;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Command(
    name = "staff password",
    description = "Set a person's password, asked for here; all their sessions end.")
class StaffPasswordCommand implements AdminCommand {

  private final Staff staff;

  @Option(names = "--email", required = true, description = "What they sign in with.")
  private String email = "";

  @Option(
      names = "--password",
      required = true,
      interactive = true,
      description = "Typed when asked (or one line on standard input), never on the command line.")
  private String password = "";

  StaffPasswordCommand(Staff staff) {
    this.staff = staff;
  }

  @Override
  public Integer call() {
    Optional<StaffId> person = staff.findByEmail(email);
    if (person.isEmpty()) {
      System.err.println("Nobody signs in with this e-mail.");
      return 1;
    }
    try {
      staff.setPassword(person.get(), password);
      System.out.println("The password is set.");
      return 0;
    } catch (InvalidInput e) {
      e.errors().values().forEach(System.err::println);
      return 1;
    }
  }
}
