package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.staff.NewPerson;
import dev.tandem.staff.Role;
import dev.tandem.staff.Staff;
import dev.tandem.staff.StaffId;
import dev.tandem.start.AdminCommand;
import java.util.Locale;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stands here and not with the staff because it finds the practice by name. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Command(
    name = "staff create",
    description =
        "Give a person a place in a practice; prints the page on which they choose a password.")
class StaffCreateCommand implements AdminCommand {

  private final Setup setup;
  private final Staff staff;

  @Option(names = "--practice", required = true, description = "The practice's id or name.")
  private String practice = "";

  @Option(names = "--email", required = true, description = "What they sign in with.")
  private String email = "";

  @Option(names = "--name", required = true, description = "Their name.")
  private String name = "";

  @Option(
      names = "--role",
      description = "owner, admin, practitioner, receptionist or bookkeeper (default: owner).")
  private String role = "owner";

  StaffCreateCommand(Setup setup, Staff staff) {
    this.setup = setup;
    this.staff = staff;
  }

  @Override
  public Integer call() {
    try {
      Role given = Role.valueOf(role.toUpperCase(Locale.ROOT));
      Practices.run(setup.named(practice), () -> add(new NewPerson(email, name, given, null)));
      return 0;
    } catch (InvalidInput e) {
      e.errors().values().forEach(System.err::println);
    } catch (Refused e) {
      System.err.println(e.getMessage());
    } catch (IllegalArgumentException _) {
      System.err.println("Give --role owner, admin, practitioner, receptionist or bookkeeper.");
    }
    return 1;
  }

  private void add(NewPerson person) {
    StaffId id = staff.add(person);
    System.out.println(
        staff.member(id).hasPassword()
            ? "They have a password already and sign in with it."
            : "They choose a password at /password/" + staff.passwordLink(id));
  }
}
