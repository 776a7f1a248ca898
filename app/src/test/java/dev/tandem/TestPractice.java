package dev.tandem;

import dev.tandem.practice.setup.NewPractice;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.ApiKeys;
import dev.tandem.staff.NewPerson;
import dev.tandem.staff.Role;
import dev.tandem.staff.Staff;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;

/**
 * A practice of a test's own, with people of every role and browsers in which they are signed in.
 */
public final class TestPractice {

  public static final String PASSWORD = "correct horse battery";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ApplicationContext house;
  private final PracticeId id;
  private final int number = COUNT.incrementAndGet();
  private final Map<Role, String> emails = new ConcurrentHashMap<>();

  private TestPractice(ApplicationContext house, PracticeId id) {
    this.house = house;
    this.id = id;
  }

  public static TestPractice open(ApplicationContext house) {
    String name = "Practice " + (COUNT.get() + 1);
    var practice =
        new NewPractice(name, PracticeKind.CLINIC, "AU", ZoneId.of("Australia/Sydney"), "AUD");
    return new TestPractice(house, house.getBean(Setup.class).open(practice));
  }

  /** People for a practice that was opened otherwise. */
  public static TestPractice of(ApplicationContext house, PracticeId practice) {
    return new TestPractice(house, practice);
  }

  public PracticeId id() {
    return id;
  }

  /** The e-mail of somebody in this role, who is added when first asked for. */
  public String email(Role role) {
    return emails.computeIfAbsent(
        role,
        _ -> {
          String email = role.name().toLowerCase() + number + "@example.com";
          add(email, role);
          return email;
        });
  }

  /** Gives somebody (known elsewhere or new) a place here. */
  public void add(String email, Role role) {
    var person = new NewPerson(email, "Robin " + role.title(), role, PASSWORD);
    Practices.in(id, () -> house.getBean(Staff.class).add(person));
  }

  /** A browser of somebody in this role. */
  public Browser browser(Role role) {
    var browser = browser();
    browser.signIn(email(role), PASSWORD);
    return browser;
  }

  /** A browser of nobody yet. */
  public Browser browser() {
    return new Browser(
        house.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  public String apiKey(Role role) {
    String key = Practices.in(id, () -> house.getBean(ApiKeys.class).create("test", role));
    EverySecret.add("API key", key);
    return key;
  }

  /** A program with a key of this role. */
  public Program program(Role role) {
    return new Program(browser(), apiKey(role));
  }
}
