package dev.tandem.books.connection;

/**
 * The way through the consent page did not end in a connection; {@link #why()} says what to show.
 */
public class ConsentRefused extends RuntimeException {

  private final Why why;

  public ConsentRefused(Why why) {
    super(why.title());
    this.why = why;
  }

  public Why why() {
    return why;
  }

  /** What happened and what to do next, for the person at the browser. */
  public enum Why {
    DENIED(
        "Xero was not connected",
        "Access was not allowed on Xero's page, so nothing has changed here.",
        "Start again when you are ready. The Xero user has to be allowed to connect apps: a standard user or adviser is."),
    EXPIRED(
        "That took too long",
        "The way to Xero and back stays open for ten minutes, so that nobody else can use it later.",
        "Start again; it takes a minute."),
    ALREADY_USED(
        "This answer was used already",
        "Each answer from Xero counts once. It was probably the browser's back or reload button.",
        "Look at the Ledger page: you may be connected already. If not, start again."),
    OTHER_SESSION(
        "Started by somebody else",
        "This connection was begun by another person, in another browser or for another practice. Only the one who began it may finish it.",
        "Start again here, in this browser, signed in as yourself."),
    UNKNOWN(
        "That is not an answer Tandem was waiting for",
        "The address came without the mark that Tandem gave to Xero, so it was not used.",
        "Start again from the Ledger page."),
    NOT_ACCEPTED(
        "Xero did not accept the answer",
        "Xero gave Tandem a code and then refused to exchange it. Codes are good for five minutes, and once.",
        "Start again. If it happens each time, the client secret or redirect address differs from the one in Xero's developer portal."),
    XERO_AWAY(
        "Xero does not answer at the moment",
        "The consent was given, but Xero could not be reached to finish it.",
        "Start again in a few minutes.");

    private final String title;
    private final String happened;
    private final String remedy;

    Why(String title, String happened, String remedy) {
      this.title = title;
      this.happened = happened;
      this.remedy = remedy;
    }

    public String title() {
      return title;
    }

    public String happened() {
      return happened;
    }

    public String remedy() {
      return remedy;
    }
  }
}
