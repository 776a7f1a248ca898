package dev.tandem.books.alerts;

import dev.tandem.books.connection.LostReason;
import dev.tandem.staff.Membership;
import dev.tandem.staff.Permission;
import dev.tandem.staff.Staff;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who can put something right, by name. */
@Component
public class Menders {

  private final Staff staff;

  Menders(Staff staff) {
    this.staff = staff;
  }

  /** One whole sentence for the people of the current practice. */
  public String of(LostReason reason) {
    return switch (reason.mender()) {
      case CONNECTOR -> "Who can do this: " + people() + ".";
      case XERO_USER ->
          "Who can do this: somebody who manages the users of the organisation in Xero, or "
              + people()
              + " with another Xero user.";
      case OPERATOR -> "Who can do this: whoever runs this installation.";
    };
  }

  /** Who may do all of this, as a sentence for those who may not. */
  public String whoMay(Set<Permission> needed) {
    return "Who can do this: " + people(needed) + ".";
  }

  private String people() {
    return people(Set.of(Permission.LEDGER_CONNECT));
  }

  private String people(Set<Permission> needed) {
    List<String> names =
        staff.people().stream()
            .filter(it -> it.active() && it.role().permissions().containsAll(needed))
            .map(Menders::named)
            .toList();
    return switch (names.size()) {
      case 0 -> "an owner or administrator";
      case 1 -> names.getFirst();
      default -> String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    };
  }

  private static String named(Membership it) {
    return it.name() + " (" + it.role().title() + ")";
  }
}
