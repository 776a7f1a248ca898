package dev.tandem.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What is told to whoever started the demonstration, once everything is there. */
final class Welcome {

  private final URI address;
  private final URI webhooks;
  private final URI xero;
  private final DemoHome home;
  private final List<String> hints = new ArrayList<>();

  Welcome(URI address, URI webhooks, URI xero, DemoHome home) {
    this.address = address;
    this.webhooks = webhooks;
    this.xero = xero;
    this.home = home;
  }

  DemoHome home() {
    return home;
  }

  /** Where Xero delivers its notices. */
  URI webhooks() {
    return webhooks;
  }

  /** Something that is not as usual. */
  void hint(String line) {
    hints.add("\n" + line + "\n");
  }

  String text(String apiKey) {
    return """

        Tandem is ready.

          Address   %s
          Sign in   %s  with  %s
          API key   %s
          Xero      %s  (simulated: its console shows the books)
          Log       %s
        %s
        Ctrl-C ends it; everything is kept in %s."""
        .formatted(
            address,
            SamplePractice.OWNER_EMAIL,
            SamplePractice.PASSWORD,
            apiKey,
            xero,
            home.log(),
            String.join("", hints),
            home.folder());
  }
}
