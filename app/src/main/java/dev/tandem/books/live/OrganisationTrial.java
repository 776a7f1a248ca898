package dev.tandem.books.live;

import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Reply;
import dev.tandem.books.ledger.Trial;
import dev.tandem.books.ledger.Trial.Line;
import dev.tandem.books.ledger.Trial.Paper;
import dev.tandem.books.ledger.Trial.Tracking;
import dev.tandem.shared.doctor.Finding;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run against one organisation. Each part is given calls of its own, since a refusal ends those
 * it was met with: what was written is then taken away by the next.
 */
final class OrganisationTrial {

  private static final Set<String> INCOME = Set.of("REVENUE", "SALES");

  private static final Logger log = LoggerFactory.getLogger(OrganisationTrial.class);

  private final Trial trial;
  private final Consumer<Finding> told;
  private final String marker;
  private final LocalDate today;
  private @Nullable LaneCalls calls;
  private @Nullable Attempt attempt;
  private @Nullable Unclear unclear;
  private boolean well = true;

  /**
   * Something that was sent and may arrive over there after we have looked for it.
   *
   * @param what with its name
   * @param place where a person finds it in Xero
   * @param end what to do with it there
   */
  record Unclear(String what, String place, String end) {

    static Unclear draft(Attempt it) {
      return new Unclear(named(it), "Invoices, Draft", "delete");
    }

    static Unclear client(Attempt it) {
      return new Unclear(clientNamed(it), "Contacts", "archive");
    }
  }

  OrganisationTrial(Trial trial, Consumer<Finding> told, String marker, LocalDate today) {
    this.trial = trial;
    this.told = told;
    this.marker = marker;
    this.today = today;
  }

  /** Whose books these are; null if they cannot be reached. */
  Trial.@Nullable About about(LaneCalls its) {
    calls = its;
    return step("Organisation", () -> read("organisation", trial::about));
  }

  /** Writes, reads back, compares. */
  void write(LaneCalls its) {
    calls = its;
    Attempt prepared = step("Preparation", this::prepare);
    attempt = prepared;
    if (prepared != null) {
      write(prepared);
    }
  }

  /** Whether something may be over there that has to be taken away. */
  boolean wrote() {
    return attempt != null;
  }

  boolean wentWell() {
    return well;
  }

  /** Whether it was created is not known, and it was not seen since; null if all is known. */
  @Nullable Unclear unclear() {
    return unclear;
  }

  /** All that a run may leave behind. */
  List<String> everything() {
    Attempt present = attempt;
    return present == null ? List.of() : List.of(named(present), clientNamed(present));
  }

  /**
   * By number and marker: also what was created although its answer was lost. May be called again.
   *
   * @return what is still there; empty when nothing is
   */
  List<String> cleanUp(LaneCalls its) {
    calls = its;
    Attempt present = attempt;
    if (present == null) {
      return List.of();
    }
    var left = new ArrayList<String>();
    if (!ended(() -> deleteDrafts(present))) {
      left.add(named(present));
    }
    if (!ended(() -> archiveClients(present))) {
      left.add(clientNamed(present));
    }
    return left;
  }

  private static String named(Attempt it) {
    return "draft invoice " + it.number();
  }

  private static String clientNamed(Attempt it) {
    return "contact " + it.clientName();
  }

  private @Nullable Attempt prepare() {
    List<LedgerAccount> accounts = read("accounts", trial::accounts);
    List<LedgerTaxRate> rates = read("tax rates", trial::taxRates);
    List<Tracking> tracking = read("tracking categories", trial::tracking);
    Income income = income(accounts, rates);
    if (income != null) {
      Tracking first = tracking.isEmpty() ? null : tracking.getFirst();
      fine(
          "Preparation",
          "Account %s %s, tax %s (%s %%), %s."
              .formatted(
                  income.code(),
                  income.name(),
                  income.rate().name(),
                  income.rate().percent().stripTrailingZeros().toPlainString(),
                  first == null ? "no tracking category in use" : "tracking " + words(first)));
      return new Attempt(
          marker,
          today,
          income.rate().percent(),
          lines(income.code(), income.rate().taxType(), first));
    }
    wrong(
        "Preparation",
        "There is no active income account with an active sales tax.",
        "Look at the chart of accounts and the tax rates in Xero.");
    return null;
  }

  /** An account that income may go to, with the tax that belongs to it. */
  private record Income(String code, String name, LedgerTaxRate rate) {}

  /** Preferably one with a tax that is not nil: there is more to compare. */
  private static @Nullable Income income(List<LedgerAccount> accounts, List<LedgerTaxRate> rates) {
    return accounts.stream()
        .filter(it -> it.active() && INCOME.contains(it.type()) && it.code() != null)
        .flatMap(
            account ->
                rates.stream()
                    .filter(it -> it.active() && it.forRevenue())
                    .filter(it -> it.taxType().equals(account.taxType()))
                    .map(it -> new Income(String.valueOf(account.code()), account.name(), it)))
        .max(Comparator.comparing(it -> it.rate().percent().signum()))
        .orElse(null);
  }

  private static List<Line> lines(String account, String tax, @Nullable Tracking tracking) {
    var lines = new ArrayList<Line>();
    for (BigDecimal price : Attempt.PRICES) {
      lines.add(new Line("Tandem check", BigDecimal.ONE, price, account, tax, tracking));
    }
    return List.copyOf(lines);
  }

  private void write(Attempt attempt) {
    String client =
        step(
            "Contact",
            () ->
                create(
                    "create contact",
                    Unclear.client(attempt),
                    () -> trial.addClient(attempt.clientName(), marker)));
    if (client == null) {
      return;
    }
    fine("Contact", "Created “" + attempt.clientName() + "”.");
    String draft =
        step(
            "Draft invoice",
            () ->
                create(
                    "create draft",
                    Unclear.draft(attempt),
                    () ->
                        trial.addDraft(client, attempt.number(), attempt.date(), attempt.lines())));
    if (draft == null) {
      return;
    }
    fine("Draft invoice", "Created " + attempt.number() + " over " + attempt.total() + ".");
    Paper paper =
        step(
            "Reading back",
            () ->
                read("draft", () -> trial.papers(attempt.number())).stream()
                    .filter(it -> it.id().equals(draft))
                    .findFirst()
                    .orElse(null));
    if (paper == null) {
      wrong("Reading back", "The draft is not there.", "Run this again; if it stays, tell Xero.");
    } else {
      compare(attempt, client, paper);
    }
  }

  private void compare(Attempt attempt, String client, Paper paper) {
    var differences = new ArrayList<String>();
    differs(differences, "client", client, paper.client());
    differs(differences, "status", "DRAFT", paper.status());
    differs(differences, "net", attempt.subTotal(), paper.subTotal());
    differs(differences, "tax", attempt.tax(), paper.tax());
    differs(differences, "total", attempt.total(), paper.total());
    differs(differences, "lines", attempt.lines().size(), paper.lines().size());
    for (int i = 0; i < Math.min(attempt.lines().size(), paper.lines().size()); i++) {
      Line ours = attempt.lines().get(i);
      Line theirs = paper.lines().get(i);
      String line = "line " + (i + 1) + " ";
      differs(differences, line + "price", ours.price(), theirs.price());
      differs(differences, line + "account", ours.account(), theirs.account());
      differs(differences, line + "tax", ours.tax(), theirs.tax());
      differs(differences, line + "tracking", words(ours.tracking()), words(theirs.tracking()));
    }
    if (differences.isEmpty()) {
      fine(
          "Comparison",
          "Net %s, tax %s, total %s: equal to the cent%s."
              .formatted(
                  paper.subTotal(),
                  paper.tax(),
                  paper.total(),
                  attempt.lines().getFirst().tracking() == null ? "" : ", tracking included"));
    } else {
      wrong(
          "Comparison",
          String.join("; ", differences) + ".",
          "Tandem would not agree with this organisation: report it with these words.");
    }
  }

  private static void differs(List<String> into, String what, Object ours, Object theirs) {
    boolean equal =
        ours instanceof BigDecimal a && theirs instanceof BigDecimal b
            ? a.compareTo(b) == 0
            : ours.equals(theirs);
    if (!equal) {
      into.add("%s is %s and should be %s".formatted(what, theirs, ours));
    }
  }

  private static String words(@Nullable Tracking tracking) {
    return tracking == null ? "none" : tracking.category() + ": " + tracking.option();
  }

  /** Whether it was done; what stood in the way is told by whoever knows if there is another go. */
  private static boolean ended(BooleanSupplier work) {
    try {
      return work.getAsBoolean();
    } catch (RuntimeException e) {
      // Whatever it is: the rest is to be taken away, and a person to hear of what is left.
      log.debug("Not taken away: {}", e.getClass().getName());
      return false;
    }
  }

  private boolean deleteDrafts(Attempt its) {
    boolean clean = true;
    List<Paper> drafts = read("drafts left", () -> trial.papers(its.number()));
    seen(Unclear.draft(its), drafts);
    for (Paper it : drafts) {
      clean &=
          it.status().equals("DELETED")
              || send("delete draft", () -> trial.deleteDraft(it.id())).equals("DELETED");
    }
    return clean;
  }

  private boolean archiveClients(Attempt its) {
    boolean clean = true;
    List<String> clients = read("contacts left", () -> trial.clients(marker));
    seen(Unclear.client(its), clients);
    for (String it : clients) {
      clean &= send("archive contact", () -> trial.archiveClient(it)).equals("ARCHIVED");
    }
    return clean;
  }

  /** It has arrived: no other is to come. */
  private void seen(Unclear it, List<?> found) {
    if (!found.isEmpty() && it.equals(unclear)) {
      unclear = null;
    }
  }

  private <T> T read(String name, Supplier<Reply<T>> call) {
    return Objects.requireNonNull(calls).call(reading(name), _ -> call.get()).value();
  }

  private static Operation reading(String name) {
    return Operation.read(LaneClass.PERSON, "check: " + name, 0);
  }

  private <T> T create(String name, Unclear until, Supplier<Reply<T>> call) {
    unclear = until;
    try {
      T created = send(name, call);
      unclear = null;
      return created;
    } catch (LaneStopped e) {
      unclear = null;
      throw e;
    } catch (LedgerTrouble e) {
      unclear = e.notExecuted() ? null : until;
      throw e;
    }
  }

  private <T> T send(String name, Supplier<Reply<T>> call) {
    return Objects.requireNonNull(calls)
        .call(new Operation(LaneClass.PERSON, "check: " + name, true, 1, null), _ -> call.get())
        .value();
  }

  /** Null when it failed, which is then told. */
  private <T> @Nullable T step(String title, Supplier<@Nullable T> work) {
    try {
      return work.get();
    } catch (LaneStopped e) {
      wrong(title, "No call may be made now: " + e.getMessage() + ".", e.remedy());
    } catch (LedgerTrouble e) {
      wrong(title, Objects.requireNonNull(said(e)), "The Ledger page's help explains it.");
    }
    return null;
  }

  private static String said(LedgerTrouble e) {
    String reasons = String.join(" ", e.reasons());
    String status = e.facts().status() == 0 ? "no answer" : "HTTP " + e.facts().status();
    return reasons.isEmpty() ? "Xero did not do it (" + status + ")." : reasons;
  }

  private void fine(String title, String seen) {
    told.accept(Finding.fine(title, seen));
  }

  private void wrong(String title, String seen, String remedy) {
    well = false;
    told.accept(Finding.wrong(title, seen, remedy));
  }
}
