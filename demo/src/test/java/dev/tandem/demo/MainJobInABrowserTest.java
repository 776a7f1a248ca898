package dev.tandem.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import dev.tandem.simulator.accounting.DemoOrganisation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The main job as a person does it, in a real browser: sign in, connect to Xero through the consent
 * page, import clients, complete an appointment, see the invoice in Xero, pay it there, and watch
 * the invoice page turn to paid.
 */
class MainJobInABrowserTest {

  /** Long enough for a busy machine; a page that is there is not waited for. */
  private static final double PATIENCE_MILLIS = 60_000;

  private static RunningDemonstration demonstration;
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void start() {
    Path chromium =
        chromium()
            .orElseGet(
                () -> {
                  // On the server a missing browser is a failure, on a laptop a test not run.
                  Assumptions.assumeTrue(
                      System.getenv("CI") != null, "No Chromium: set TANDEM_BROWSER to its path");
                  throw new IllegalStateException("CI has no Chromium");
                });
    demonstration = RunningDemonstration.start(Path.of("target", "journey-home").toAbsolutePath());
    playwright = Playwright.create();
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  @AfterAll
  static void stop() {
    if (playwright != null) {
      playwright.close();
    }
    if (demonstration != null) {
      demonstration.close();
    }
  }

  @Test
  void fromSignInToAPaidInvoice() {
    var context = browser.newContext(new Browser.NewContextOptions().setLocale("en-AU"));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout(
        PATIENCE_MILLIS);
    List<String> complaints = new ArrayList<>();
    Page tandem = context.newPage();
    List<String> traffic = new ArrayList<>();
    tandem.onRequest(it -> traffic.add(it.method() + " " + it.url()));
    tandem.onRequestFinished(it -> traffic.add(it.response().status() + " " + it.url()));
    tandem.onRequestFailed(it -> traffic.add(it.failure() + " " + it.url()));
    tandem.onPageError(complaints::add);
    tandem.onConsoleMessage(
        it -> {
          if (it.type().equals("error")) {
            complaints.add(it.location() + ": " + it.text());
          }
        });

    try {
      walk(tandem);
    } catch (AssertionError | RuntimeException failure) {
      tandem.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target", "main-job-failed.png")));
      String last =
          String.join("\n", traffic.subList(Math.max(0, traffic.size() - 40), traffic.size()));
      throw new AssertionError(
          failure.getMessage() + "\nThe browser's last requests:\n" + last, failure);
    }
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  private void walk(Page tandem) {
    signIn(tandem);
    connectToXero(tandem);
    importClients(tandem);
    completeAnAppointment(tandem);
    String number = tandem.locator("main h1").innerText().split("\\s")[0];
    assertThat(statusOfInvoice(tandem)).containsText("Due");
    assertThat(tandem.locator("[id^=ledger-badge-invoice-]")).containsText("In step");

    payInXero(tandem.context().newPage(), number);

    // Nobody touches this page: Xero's webhook, a fetch and a server-sent event change it.
    assertThat(statusOfInvoice(tandem)).containsText("Paid");
  }

  private void signIn(Page page) {
    page.navigate(demonstration.address() + "/");
    page.getByLabel("E-mail").fill(SamplePractice.OWNER_EMAIL);
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
        .fill(SamplePractice.PASSWORD);
    press(page, "Sign in");
    assertThat(heading(page, "Today")).isVisible();
  }

  private void connectToXero(Page page) {
    follow(page, "Ledger");
    follow(page, "Connect to Xero");
    assertThat(page).hasURL(Pattern.compile("/identity/connect/authorize"));
    page.getByLabel("Harbour Health Demo (AU)").check();
    press(page, "Allow access");
    press(page, "Connect Harbour Health Demo (AU)");
    press(page, "Turn sending on");
    // First the plan: who is in Xero already.
    page.onceDialog(Dialog::accept);
    press(page, "Start");
    assertThat(heading(page, "The plan is decided")).isVisible();
    follow(page, "Ledger");
    assertThat(heading(page, "Sending is on")).isVisible();
  }

  private void importClients(Page page) {
    page.navigate(demonstration.address() + "/clients/import");
    String csv =
        """
        First Name;Surname;Date of Birth;Mobile;E-mail
        Zoë;O'Shaughnessy;29/02/1984;0491 570 006;zoe@example.org
        "Nguyễn";"Văn; An";01/07/1990;(02) 5550 1234;an@example.org
        """;
    page.getByLabel("CSV file")
        .setInputFiles(
            new FilePayload("patients.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    press(page, "Upload and look");
    press(page, "Import 2 rows");
    assertThat(page.locator(".t-import-counts div").first()).containsText("2");
    Page books = page.context().newPage();
    untilShown(books, "contacts?q=Shaughnessy", "Zoë O'Shaughnessy");
    books.close();
  }

  private void completeAnAppointment(Page page) {
    page.navigate(demonstration.address() + "/appointments/new");
    page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Patient"))
        .fill("Shaughnessy");
    page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(Pattern.compile("Zoë")))
        .check();
    choose(page, "Service", "Dietetics consultation, 45 min");
    choose(page, "With", "Chloé Lefèvre");
    choose(page, "Where", "Manly");
    page.getByLabel("Day").fill(LocalDate.now(SamplePractice.ZONE).toString());
    page.getByLabel("Time").fill("07:00");
    page.getByLabel("Reason").fill("Meal plan for the journey");
    press(page, "Book");
    press(page, "Complete");
    follow(page, "Open the invoice");
    assertThat(page).hasURL(Pattern.compile("/invoices/"));
  }

  private void payInXero(Page console, String number) {
    untilShown(console, "invoices?q=" + number, number);
    console
        .getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile(number)))
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Pay in full"))
        .click();
    assertThat(console.getByText("PAID").first()).isVisible();
  }

  /** The console is drawn once per visit, so it is visited until it shows the text. */
  private void untilShown(Page console, String page, String text) {
    String address =
        "%s/console/%s/%s".formatted(demonstration.xero(), DemoOrganisation.AU.tenantId(), page);
    long giveUp = System.nanoTime() + (long) (PATIENCE_MILLIS * 1e6);
    do {
      console.navigate(address);
    } while (console.getByText(text).count() == 0 && System.nanoTime() < giveUp);
    assertThat(console.getByText(text).first()).isVisible();
  }

  private static Locator statusOfInvoice(Page page) {
    return page.locator("main h1 .t-status");
  }

  private static void choose(Page page, String label, String option) {
    page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
        .selectOption(new SelectOption().setLabel(option));
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  private static void follow(Page page, String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first()
        .click();
  }

  private static Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  private static Optional<Path> chromium() {
    return Optional.ofNullable(System.getenv("TANDEM_BROWSER"))
        .map(Path::of)
        .or(() -> Optional.of(Path.of("/usr/bin/chromium")))
        .filter(Files::isExecutable);
  }
}
