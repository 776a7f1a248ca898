package dev.tandem.books.web;

import dev.tandem.books.connection.AppRegistration;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.EarlierConsent;
import dev.tandem.books.connection.LostReason;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands above the tabs of the Ledger page.
 *
 * @param cards the organisations that the practice is tied to, the main one first
 * @param ended those that a person disconnected
 * @param queue what stands between the practice and all of them together
 * @param homeless how many records wait for an organisation that is not connected
 * @param flaws how much is mapped to what its organisation does not have any more
 * @param mails how many e-mails did not go, or perhaps did not
 * @param consents what the person at the browser may use again; only while nothing is connected
 */
public record LedgerHead(
    AppRegistration registration,
    List<Card> cards,
    List<Binding> ended,
    Queue queue,
    int homeless,
    int flaws,
    int mails,
    List<EarlierConsent> consents) {

  /** In which nothing is mapped wrongly, and every e-mail went. */
  LedgerHead(
      AppRegistration registration,
      List<Card> cards,
      List<Binding> ended,
      Queue queue,
      int homeless,
      List<EarlierConsent> consents) {
    this(registration, cards, ended, queue, homeless, 0, 0, consents);
  }

  /** The main organisation, or the first where none is; null if none is connected. */
  public @Nullable Binding binding() {
    return cards.isEmpty() ? null : cards.getFirst().binding();
  }

  public boolean several() {
    return cards.size() > 1;
  }

  /** Whether records without a place have one to go to. */
  public boolean hasMain() {
    return cards.stream().anyMatch(it -> it.binding().main());
  }

  /** Of the organisation that most needs to be looked at. */
  public Banner banner() {
    if (cards.isEmpty()) {
      return new Banner(
          "calm",
          "plug",
          "Not connected",
          registration.complete()
              ? "Connect this practice's Xero organisation. Nothing is sent until you turn sending on."
              : "This installation has to be registered with Xero once. The steps are below.");
    }
    Card worst = worst();
    if (!hasMain() && worst.trouble() < Card.SUSPENDED) {
      return new Banner(
          "warn",
          "alert",
          "No main organisation",
          waitingForMain()
              + "Make one below the main organisation, or connect the former one again.");
    }
    if (worst.trouble() < Card.WAITS && mails > 0) {
      return new Banner(
          "warn",
          "mail",
          "Connected",
          mails == 1
              ? "One e-mail of an invoice did not go: it is listed under Refusals."
              : mails + " e-mails of invoices did not go: they are listed under Refusals.");
    }
    Banner banner = worst.banner();
    return several() && worst.trouble() > 0
        ? new Banner(
            banner.tone(),
            banner.icon(),
            banner.title(),
            worst.binding().organisationName() + ": " + banner.text())
        : banner;
  }

  /** What Today says below the title: shorter than the banner. */
  public String brief() {
    LostReason lost = cards.isEmpty() ? null : worst().binding().reason();
    return lost == null
        ? banner().text()
        : worst().binding().organisationName() + ": " + lost.brief() + ".";
  }

  /** Those that nothing goes to or comes from for now. */
  public List<Card> closed() {
    return cards.stream().filter(it -> !it.binding().active()).toList();
  }

  private String waitingForMain() {
    return switch (homeless) {
      case 0 -> "New invoices without an organisation of their own will wait. ";
      case 1 -> "One change waits for an organisation. ";
      default -> homeless + " changes wait for an organisation. ";
    };
  }

  private Card worst() {
    return cards.stream().max(Comparator.comparing(Card::trouble)).orElseThrow();
  }

  public Pulse pulse() {
    if (cards.isEmpty()) {
      return new Pulse("calm", "Not connected");
    }
    Binding.Status worst = worst().binding().status();
    LostReason lost = worst().binding().reason();
    if (lost != null || !hasMain()) {
      return new Pulse("warn", lost == null ? "Needs you" : "Needs you: " + lost.brief());
    }
    if (worst().pause() != null) {
      return new Pulse("calm", "Paused");
    }
    if (worst == Binding.Status.SUSPENDED) {
      return new Pulse("calm", "Suspended");
    }
    if (cards.stream().anyMatch(it -> it.held() && it.binding().sending())) {
      return new Pulse("warn", "Needs you");
    }
    int needsYou = queue.needsYou() + flaws + mails;
    if (needsYou > 0) {
      return new Pulse("warn", "Needs you: " + needsYou);
    }
    if (cards.stream().anyMatch(it -> it.stop() != null && it.binding().sending())) {
      return new Pulse("calm", "Making links");
    }
    if (cards.stream().anyMatch(it -> it.outage().lasts())) {
      return new Pulse("wait", "Xero cannot be reached");
    }
    boolean sending = cards.stream().allMatch(it -> it.binding().sending());
    if (queue.waiting() > 0) {
      return new Pulse(sending ? "wait" : "calm", queue.waiting() + " waiting");
    }
    return sending ? new Pulse("good", "In step") : new Pulse("calm", "Sending is off");
  }
}
