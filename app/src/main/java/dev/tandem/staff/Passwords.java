package dev.tandem.staff;

import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** Passwords and the links by which people choose them. Only hashes are kept of either. */
@Component
class Passwords {

  private static final int SHORTEST = 10;

  /** What bcrypt looks at; anything longer would be cut off without a word. */
  private static final int LONGEST_BYTES = 72;

  private final StaffRepository people;
  private final StaffSettings settings;
  private final Clock clock;
  private final BCryptPasswordEncoder bcrypt;
  private final String hashOfNobody;

  Passwords(StaffRepository people, StaffSettings settings, Clock clock) {
    this.people = people;
    this.settings = settings;
    this.clock = clock;
    this.bcrypt = new BCryptPasswordEncoder(settings.bcryptStrength());
    this.hashOfNobody = java.util.Objects.requireNonNull(bcrypt.encode(Hashes.secret()));
  }

  void check(String password) {
    if (password.length() < SHORTEST) {
      throw new InvalidInput("password", "Use at least " + SHORTEST + " characters.");
    }
    if (bytes(password) > LONGEST_BYTES) {
      throw new InvalidInput("password", "Use at most " + LONGEST_BYTES + " characters.");
    }
  }

  void set(StaffId id, String password) {
    check(password);
    people.setPassword(id, java.util.Objects.requireNonNull(bcrypt.encode(password)));
  }

  /** Takes as long for nobody's e-mail as for somebody's, so that time tells nothing. */
  boolean matches(String password, @org.jspecify.annotations.Nullable String hash) {
    boolean good = bytes(password) <= LONGEST_BYTES;
    boolean matches =
        bcrypt.matches(good ? password : "too long", hash == null ? hashOfNobody : hash);
    return good && matches && hash != null;
  }

  String link(StaffId id) {
    String token = Hashes.secret();
    people.addPasswordLink(Hashes.sha256(token), id, clock.instant().plus(settings.linkLasts()));
    return token;
  }

  /** Whether the link can still be used. */
  boolean opens(String token) {
    return people.staffOfLink(Hashes.sha256(token), clock.instant()).isPresent();
  }

  /** Sets the password of whoever the link was made for and uses the link up. */
  void setByLink(String token, String password) {
    check(password);
    StaffId id =
        people
            .takeLink(Hashes.sha256(token), clock.instant())
            .orElseThrow(() -> new Refused("This link was used or is too old. Ask for a new one."));
    set(id, password);
  }

  private static int bytes(String password) {
    return password.getBytes(StandardCharsets.UTF_8).length;
  }
}
