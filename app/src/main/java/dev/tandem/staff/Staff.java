package dev.tandem.staff;

import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The people who sign in, and their places in practices. Methods that change the people of a
 * practice work for the current one and are noted in its trail.
 */
@Component
public class Staff {

  private final StaffRepository people;
  private final Passwords passwords;
  private final Invitations invitations;
  private final AuditTrail trail;

  Staff(StaffRepository people, Passwords passwords, Invitations invitations, AuditTrail trail) {
    this.people = people;
    this.passwords = passwords;
    this.invitations = invitations;
    this.trail = trail;
  }

  /**
   * Gives a person a place in the current practice. Someone who signs in elsewhere already keeps
   * their name and password, and is only invited (see {@link #invitationLink}) unless the house
   * itself adds them.
   */
  @Transactional
  public StaffId add(NewPerson person) {
    check(person);
    refuseUnlessGiveable(person.role());
    StaffId id =
        people
            .findByEmail(person.email())
            .orElseGet(() -> people.add(person.email(), person.name()));
    if (people.membership(Practices.current(), id).isPresent()) {
      throw new InvalidInput("email", "This person belongs to the practice already.");
    }
    refuseToTakeOver(id);
    if (SignedIn.current().isPresent() && !people.ofStaff(id).isEmpty()) {
      people.invite(Practices.current(), id, person.role());
      note(id, "invited", "invited " + person.name() + " as " + person.role().title());
      return id;
    }
    if (SignedIn.current().isPresent()) {
      // Nobody's any more (or new): a password that stems from an earlier practice must not count.
      people.forgetPassword(id);
    }
    people.join(Practices.current(), id, person.role());
    if (person.password() != null && !people.hasPassword(id)) {
      passwords.set(id, person.password());
    }
    note(id, "added", "added " + person.name() + " as " + person.role().title());
    return id;
  }

  @Transactional
  public void give(StaffId id, Role role) {
    Membership before = member(id);
    if (before.role() == role) {
      return;
    }
    refuseUnlessGiveable(before.role());
    refuseUnlessGiveable(role);
    keepAnOwner(before);
    people.give(Practices.current(), id, role);
    note(id, "role", "made " + before.name() + " " + role.title());
  }

  /** Takes away the place in the current practice; what the person did stays in the trail. */
  @Transactional
  public void remove(StaffId id) {
    Membership before = member(id);
    refuseUnlessGiveable(before.role());
    keepAnOwner(before);
    people.leave(Practices.current(), id);
    note(id, "removed", "removed " + before.name());
  }

  /**
   * @return the secret part of a link by which somebody invited takes their place in the current
   *     practice, once, signed in to the account they have
   */
  @Transactional
  public String invitationLink(StaffId id) {
    Membership offered = member(id);
    refuseUnlessGiveable(offered.role());
    String token = invitations.link(offered);
    note(id, "invitation", "made an invitation link for " + offered.name());
    return token;
  }

  /** The place that a link made by {@link #invitationLink} offers, while it can be used. */
  @Transactional(transactionManager = "houseTransactions", readOnly = true)
  public Optional<Membership> invitation(String token) {
    return invitations.find(token);
  }

  /**
   * The person takes the place that they were offered in the current practice.
   *
   * @throws Refused if the link is not theirs, was used before or is too old
   */
  @Transactional
  public void accept(String token, StaffId id) {
    invitations.accept(token, Practices.current(), id);
    note(id, "accepted", "accepted the invitation");
  }

  /** Everyone in the current practice, and who is invited to it. */
  @Transactional(readOnly = true)
  public List<Membership> people() {
    return people.ofPractice(Practices.current());
  }

  /**
   * @throws NoSuchRecord if they have no place in the current practice
   */
  @Transactional(readOnly = true)
  public Membership member(StaffId id) {
    return people
        .membership(Practices.current(), id)
        .orElseThrow(() -> new NoSuchRecord("person", id));
  }

  /** The practices a person may work for, by name; not those that merely invited them. */
  @Transactional(transactionManager = "houseTransactions", readOnly = true)
  public List<Membership> practicesOf(StaffId id) {
    return people.ofStaff(id);
  }

  @Transactional(transactionManager = "houseTransactions", readOnly = true)
  public Optional<StaffId> findByEmail(String email) {
    return people.findByEmail(email);
  }

  /**
   * Whether anybody can sign in yet; until then the first visitor with the setup code may begin.
   */
  @Transactional(transactionManager = "houseTransactions", readOnly = true)
  public boolean nobodyYet() {
    return people.nobodyYet();
  }

  /** Sets a password and ends all of the person's sessions. */
  @Transactional(transactionManager = "houseTransactions")
  public void setPassword(StaffId id, String password) {
    passwords.set(id, password);
  }

  /**
   * @return the secret part of a link by which the person of the current practice chooses a
   *     password, once
   */
  @Transactional
  public String passwordLink(StaffId id) {
    Membership person = member(id);
    refuseUnlessGiveable(person.role());
    boolean elsewhere = !person.active() || people.ofStaff(id).size() > 1;
    if (elsewhere && SignedIn.current().isPresent()) {
      // Else an administrator of one practice could take over a person's account in another.
      throw new Refused(
          person.name() + " also works for another practice; only they can change their password.");
    }
    note(id, "password", "made a password link for " + person.name());
    return passwords.link(id);
  }

  /** Whether a link made by {@link #passwordLink} can still be used. */
  public boolean linkOpens(String token) {
    return passwords.opens(token);
  }

  /**
   * Sets the password of whoever the link was made for, ends their sessions, uses the link up.
   *
   * @throws Refused if the link was used before or is too old
   */
  @Transactional("houseTransactions")
  public void choosePassword(String token, String password) {
    passwords.setByLink(token, password);
  }

  /**
   * A person changes their own password. All their sessions end.
   *
   * @throws InvalidInput if the present one is wrong or the new one too weak
   */
  @Transactional("houseTransactions")
  public void changePassword(StaffId id, String present, String password) {
    if (!passwords.matches(present, people.passwordHash(id))) {
      throw new InvalidInput("present", "This is not your present password.");
    }
    passwords.set(id, password);
  }

  /**
   * @throws InvalidInput if something about the person is missing or wrong
   */
  public void check(NewPerson person) {
    var name = person.name().strip();
    if (!person.email().strip().matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
      throw new InvalidInput("email", "Enter an e-mail address.");
    }
    if (name.isEmpty() || name.length() > 80) {
      throw new InvalidInput("name", "Enter a name of up to 80 characters.");
    }
    if (person.password() != null) {
      passwords.check(person.password());
    }
  }

  /**
   * Whoever is invited elsewhere and has no password yet would get it through a link of ours, and
   * we their account over there.
   */
  private void refuseToTakeOver(StaffId id) {
    boolean open = !people.hasPassword(id) && !people.ofStaff(id).isEmpty();
    if (open && SignedIn.current().isPresent()) {
      throw new InvalidInput(
          "email",
          "This person is invited to another practice and has not chosen a password there yet. Ask"
              + " them to do that first.");
    }
  }

  /** Commands and the first page act for the house itself and may give every role. */
  private static void refuseUnlessGiveable(Role role) {
    SignedIn.current()
        .filter(me -> !me.role().mayGive(role))
        .ifPresent(
            _ -> {
              throw new Refused("Only an owner can name, change or remove an owner.");
            });
  }

  private void keepAnOwner(Membership before) {
    PracticeId practice = Practices.current();
    if (before.role() == Role.OWNER && before.active() && people.owners(practice) == 1) {
      throw new Refused(before.name() + " is the only owner. Name another owner first.");
    }
  }

  private void note(StaffId id, String action, String text) {
    trail.note(new RecordRef("person", id.value()), null, action, text);
  }
}
