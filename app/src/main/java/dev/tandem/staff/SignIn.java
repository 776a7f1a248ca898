package dev.tandem.staff;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Checks who somebody is: at sign-in by e-mail and password, later by the session's ticket. */
@Component
public class SignIn {

  private final StaffRepository people;
  private final Passwords passwords;
  private final SignInFailures failures;

  SignIn(StaffRepository people, Passwords passwords, SignInFailures failures) {
    this.people = people;
    this.passwords = passwords;
    this.failures = failures;
  }

  /**
   * Nothing of the answer, its time included, tells whether the e-mail is known.
   *
   * @param address where the attempt comes from, as an IP address
   * @return empty if e-mail and password do not belong together
   * @throws TooManyAttempts if there were so many failures that not even the right password counts
   */
  public Optional<SessionTicket> attempt(String email, String password, String address) {
    failures.begin(email, address);
    var account = people.account(email);
    String hash = account.map(StaffRepository.Account::passwordHash).orElse(null);
    if (!passwords.matches(password, hash)) {
      return Optional.empty();
    }
    failures.forget(email, address);
    return account.map(
        it -> {
          people.signedIn(it.id());
          return new SessionTicket(it.id().value(), it.generation());
        });
  }

  /** Where the person of the ticket may work, by name; nowhere if the ticket is no longer good. */
  public List<Membership> places(SessionTicket ticket) {
    return people.ofSession(new StaffId(ticket.staff()), ticket.generation());
  }
}
