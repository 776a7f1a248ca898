package dev.tandem.start;

import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** What the environment says, and whether it fits together. Needs nothing but the environment. */
@Component
class SettingsExamination implements Examination {

  private static final Duration SOON = Duration.ofDays(30);

  private final Surroundings surroundings;
  private final Clock clock;

  @Autowired
  SettingsExamination(Environment environment, Clock clock) {
    this(Surroundings.of(environment), clock);
  }

  SettingsExamination(Surroundings surroundings, Clock clock) {
    this.surroundings = surroundings;
    this.clock = clock;
  }

  @Override
  public Chapter chapter() {
    return Chapter.CONFIGURATION;
  }

  @Override
  public List<Finding> examine() {
    var findings = new ArrayList<Finding>();
    findings.add(
        refusal("Encryption key", surroundings::encryptionKey, _ -> "ENCRYPTION_KEY is set."));
    findings.add(publicAddress());
    findings.add(https());
    findings.add(xeroApp());
    findings.addAll(redirectUri());
    findings.add(webhookKey());
    provider().ifPresent(findings::add);
    standIn().ifPresent(findings::add);
    return List.copyOf(findings);
  }

  /** What refuses a start refuses here in the same words. */
  private static <T> Finding refusal(
      String title,
      java.util.function.Supplier<T> value,
      java.util.function.Function<T, String> seen) {
    try {
      return Finding.fine(title, seen.apply(value.get()));
    } catch (StartRefused e) {
      return Finding.wrong(
          title, String.valueOf(e.getMessage()), "Correct it, then start Tandem again.");
    }
  }

  private Finding publicAddress() {
    Optional<WebAddress> address;
    try {
      address = surroundings.publicAddress();
    } catch (StartRefused e) {
      return Finding.wrong(
          "Public address", String.valueOf(e.getMessage()), "Correct it, then start Tandem again.");
    }
    if (address.isEmpty()) {
      return Finding.look(
          "Public address",
          "TANDEM_PUBLIC_URL is not set: Tandem takes it that only this machine finds it, at "
              + Ports.address(surroundings)
              + ". Links in mails lead there, and Xero cannot call.",
          "If others work with it, set TANDEM_PUBLIC_URL to the https address they type.");
    }
    WebAddress it = address.get();
    if (!it.secure() && !it.local()) {
      return Finding.wrong(
          "Public address",
          it
              + " is plain HTTP: passwords and patients' details would cross the network readable, and Xero refuses it.",
          "Put a proxy with a certificate in front (runbook, “Behind a proxy”), or set TANDEM_TLS_CERT and TANDEM_TLS_KEY.");
    }
    return Finding.fine("Public address", it.toString());
  }

  private Finding https() {
    Optional<ServedCertificate> served;
    try {
      served = ServedCertificate.of(surroundings, clock);
    } catch (StartRefused e) {
      return Finding.wrong(
          "HTTPS", String.valueOf(e.getMessage()), "Tandem does not start until that is done.");
    }
    if (served.isPresent()) {
      String ends = ServedCertificate.day(served.get().ends());
      return served.get().ends().isBefore(clock.instant().plus(SOON))
          ? Finding.look(
              "HTTPS",
              "The certificate ends on " + ends + ".",
              served.get().ownMade()
                  ? "Run './tandem https --renew'."
                  : "Renew it in the files that TANDEM_TLS_CERT and TANDEM_TLS_KEY name; it is taken without a restart.")
          : Finding.fine(
              "HTTPS",
              "Served on port %d; the certificate is good until %s."
                  .formatted(Ports.https(surroundings), ends));
    }
    String listening = surroundings.get("TANDEM_ADDRESS").orElse("127.0.0.1");
    boolean alone =
        listening.startsWith("127.") || listening.equals("localhost") || listening.equals("::1");
    return alone
        ? Finding.fine("HTTPS", "Not needed: only this machine is listened to (" + listening + ").")
        : Finding.look(
            "HTTPS",
            "Tandem listens on " + listening + " with plain HTTP.",
            "Let only a proxy with a certificate reach that port; or run './tandem https --host NAME', or set TANDEM_TLS_CERT and TANDEM_TLS_KEY.");
  }

  private Finding xeroApp() {
    List<String> missing =
        List.of("XERO_CLIENT_ID", "XERO_CLIENT_SECRET").stream()
            .filter(it -> surroundings.get(it).isEmpty())
            .toList();
    if (missing.size() == 2) {
      return Finding.look(
          "Xero app",
          "This installation is not registered with Xero.",
          "The Ledger page shows the steps. (A practice with a custom connection of its own needs none.)");
    }
    if (!missing.isEmpty()) {
      return Finding.wrong(
          "Xero app",
          missing.getFirst() + " is not set, so nobody can connect.",
          "Copy it from the app's Configuration page in Xero's developer portal.");
    }
    String id = surroundings.get("XERO_CLIENT_ID").orElse("");
    boolean real = surroundings.get("TANDEM_XERO_URL").isEmpty();
    if (real && !id.matches("[0-9A-Fa-f]{32}")) {
      return Finding.look(
          "Xero app",
          "XERO_CLIENT_ID does not look like one of Xero's: 32 hexadecimal characters are expected, these are %d."
              .formatted(id.length()),
          "Copy it again from the app's Configuration page.");
    }
    return Finding.fine("Xero app", "XERO_CLIENT_ID and XERO_CLIENT_SECRET are set.");
  }

  private List<Finding> redirectUri() {
    Optional<String> set = surroundings.get("XERO_REDIRECT_URI");
    if (set.isEmpty()) {
      return List.of();
    }
    String title = "Redirect URI";
    String text = set.get();
    Optional<URI> parsed = uri(text);
    if (parsed.isEmpty()) {
      return List.of(
          Finding.wrong(
              title,
              "XERO_REDIRECT_URI is no full address: " + text,
              "Write it as https://your.address/ledger/connection/callback, exactly as it is registered at Xero."));
    }
    URI uri = parsed.get();
    if (uri.getHost().startsWith("127.") || uri.getHost().equals("[::1]")) {
      return List.of(
          Finding.wrong(
              title,
              "Xero refuses " + uri.getHost() + ".",
              "Write localhost instead, here and at Xero."));
    }
    if (uri.getScheme().equals("http") && !uri.getHost().equals("localhost")) {
      return List.of(
          Finding.wrong(
              title,
              "Xero refuses plain http for " + uri.getHost() + ".",
              "Use its https address, here and at Xero."));
    }
    return List.of(leadsHere(title, uri));
  }

  private Finding leadsHere(String title, URI uri) {
    Optional<WebAddress> expected = ownAddress();
    String origin = uri.getScheme() + "://" + uri.getAuthority();
    boolean same =
        expected.isEmpty()
            || WebAddress.parse(origin)
                .filter(it -> it.host().equals(expected.get().host()))
                .isPresent();
    return same
        ? Finding.fine(title, uri.toString())
        : Finding.look(
            title,
            "%s leads to another host than this installation's %s.".formatted(uri, expected.get()),
            "If both are the same machine that is fine; else correct XERO_REDIRECT_URI or TANDEM_PUBLIC_URL.");
  }

  /** Where this installation is found, as far as that is said rightly. */
  private Optional<WebAddress> ownAddress() {
    return WebAddress.parse(
        surroundings.get("TANDEM_PUBLIC_URL").orElseGet(() -> Ports.address(surroundings)));
  }

  private static Optional<URI> uri(String text) {
    try {
      URI uri = URI.create(text);
      boolean full = uri.getScheme() != null && uri.getHost() != null && uri.getFragment() == null;
      return full && uri.getScheme().matches("https?") ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Finding webhookKey() {
    return surroundings.get("XERO_WEBHOOK_KEY").isPresent()
        ? Finding.fine("Webhook key", "XERO_WEBHOOK_KEY is set.")
        : Finding.look(
            "Webhook key",
            "XERO_WEBHOOK_KEY is not set: changes made in Xero are noticed by regular reading, minutes later.",
            "Create a webhook on the app's Webhooks page at Xero and set its key.");
  }

  /** Set where a deployment chose its ledger by the name of a class; here there is one. */
  private Optional<Finding> provider() {
    return surroundings
        .get("AMS_BILLING_SERVICE_CLASS")
        .map(
            it ->
                it.toLowerCase(Locale.ROOT).contains("xero")
                    ? Finding.fine(
                        "Billing provider",
                        "AMS_BILLING_SERVICE_CLASS names "
                            + it
                            + ". Tandem's ledger is Xero and needs no class: the setting is not read.")
                    : Finding.look(
                        "Billing provider",
                        "AMS_BILLING_SERVICE_CLASS names "
                            + it
                            + ". Tandem's ledger is Xero, whatever class is named: the setting is not read.",
                        "If another ledger is meant, this is not the program for it. Else remove the setting."));
  }

  private Optional<Finding> standIn() {
    return surroundings
        .get("TANDEM_XERO_URL")
        .map(
            it ->
                Finding.look(
                    "Stand-in",
                    "TANDEM_XERO_URL is set: this installation talks to "
                        + it
                        + " and not to Xero.",
                    "Right for a demonstration. For real books remove it."));
  }
}
