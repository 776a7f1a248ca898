package dev.tandem.practice.setup.web;

import dev.tandem.staff.Staff;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * As long as nobody can sign in, whoever can read the console may make the first practice: the code
 * shown there proves it. It lives in memory only and is gone with the first practice or a restart.
 */
@Component
@ConditionalOnWebApplication
class SetupCode {

  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int LENGTH = 12;
  private static final int TRIES = 20;

  private final Staff staff;
  private final boolean wanted;
  private volatile @Nullable String code;
  private int tries;

  /**
   * @param wanted false where something else is about to make the first practice
   */
  SetupCode(Staff staff, @Value("${tandem.setup-code:true}") boolean wanted) {
    this.staff = staff;
    this.wanted = wanted;
  }

  @EventListener(ApplicationReadyEvent.class)
  void showIfNobodyYet() {
    if (wanted && staff.nobodyYet()) {
      System.out.println("Nobody can sign in yet. Open /first-run with the setup code " + make());
    }
  }

  /** A guess costs one of a few tries; then only a restart gives a new code. */
  synchronized boolean matches(String typed) {
    String expected = code;
    if (expected == null || ++tries > TRIES) {
      return false;
    }
    return expected.equalsIgnoreCase(typed.replaceAll("[\\s-]", ""));
  }

  void used() {
    code = null;
  }

  Optional<String> now() {
    return Optional.ofNullable(code);
  }

  private String make() {
    var random = new SecureRandom();
    var made = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      made.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    code = made.toString();
    return made.insert(8, '-').insert(4, '-').toString();
  }
}
