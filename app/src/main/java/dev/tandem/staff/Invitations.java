package dev.tandem.staff;

import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Refused;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Places offered to people who have an account already. Somebody in another practice may have made
 * that account for them and know its password; so the place opens only for whoever also has the
 * link that this practice handed over. Only the link's hash is kept.
 */
@Component
class Invitations {

  private final StaffRepository people;
  private final StaffSettings settings;
  private final Clock clock;

  Invitations(StaffRepository people, StaffSettings settings, Clock clock) {
    this.people = people;
    this.settings = settings;
    this.clock = clock;
  }

  String link(Membership offered) {
    if (offered.active()) {
      throw new Refused(offered.name() + " belongs to the practice already.");
    }
    if (people.ofStaff(offered.staff()).isEmpty()) {
      // Without any place they cannot sign in to accept; added anew they choose a password.
      throw new Refused(
          offered.name()
              + " no longer works for the other practice. Remove them here and add them again.");
    }
    String token = Hashes.secret();
    people.addInvitation(
        Hashes.sha256(token),
        offered.practice(),
        offered.staff(),
        clock.instant().plus(settings.linkLasts()));
    return token;
  }

  Optional<Membership> find(String token) {
    return people.invitation(Hashes.sha256(token));
  }

  void accept(String token, PracticeId practice, StaffId id) {
    if (!people.accept(Hashes.sha256(token), practice, id)) {
      throw new Refused(
          "This link was used, is too old, or is meant for another account. Ask for a new one.");
    }
  }
}
