package dev.tandem.start;

import dev.tandem.start.LocalCertificate.Maker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Needs a folder and no database, so it is no bean. */
@Command(
    name = "https",
    description =
        "Make a certificate for this machine. From the next start on, pages are served over HTTPS.")
final class HttpsCommand implements AdminCommand {

  /** Whatever ends sooner is made anew. */
  private static final Duration SOON = Duration.ofDays(30);

  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "::1");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9a-fA-F:]+");

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description =
          "Also for this name or address of this machine, as others in your network type it.")
  private List<String> hosts = new ArrayList<>();

  @Option(names = "--renew", description = "Make a new one although the present one still lasts.")
  private boolean renew;

  @Option(
      names = "--off",
      description = "Take the certificate away: plain HTTP from the next start on.")
  private boolean off;

  private final Surroundings surroundings;

  HttpsCommand() {
    this(Surroundings.ofThisProcess());
  }

  HttpsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Path folder = ServedCertificate.folder(surroundings);
    try {
      if (off) {
        LocalCertificate.delete(folder);
        System.out.println("Pages are served over plain HTTP from the next start on.");
        return 0;
      }
      List<String> odd = hosts.stream().filter(it -> !HOST.matcher(it).matches()).toList();
      if (!odd.isEmpty()) {
        System.err.printf(
            "'%s' is no host name or address: give it without scheme, port and path.%n",
            odd.getFirst());
        return 2;
      }
      Optional<ServedCertificate> present =
          renew || !hosts.isEmpty() ? Optional.empty() : lasting();
      Maker maker = present.isPresent() ? kept(folder) : make(folder);
      System.out.println(new TrustAdvice(folder, maker).text());
      System.out.println(TrustAdvice.next(surroundings));
      return 0;
    } catch (IOException e) {
      System.err.printf("No certificate could be made in %s: %s.%n", folder, Reason.of(e));
      return 1;
    }
  }

  private Optional<ServedCertificate> lasting() {
    try {
      return ServedCertificate.of(surroundings, Clock.systemUTC())
          .filter(ServedCertificate::ownMade)
          .filter(it -> it.ends().isAfter(Clock.systemUTC().instant().plus(SOON)));
    } catch (StartRefused unusable) {
      System.out.println(unusable.getMessage());
      return Optional.empty();
    }
  }

  private Maker kept(Path folder) {
    System.out.printf("There is a certificate in %s already; --renew makes a new one.%n", folder);
    return Files.exists(folder.resolve("ca.pem")) ? Maker.OWN_AUTHORITY : Maker.MKCERT;
  }

  private Maker make(Path folder) throws IOException {
    var names = new ArrayList<>(THIS_MACHINE);
    names.addAll(hosts);
    Maker maker = new LocalCertificate(folder, surroundings.variables()).make(names);
    ServedCertificate made = ServedCertificate.of(surroundings, Clock.systemUTC()).orElseThrow();
    System.out.printf(
        "Made %s for %s, good until %s.%n",
        made.certificate(), String.join(", ", names), ServedCertificate.day(made.ends()));
    return maker;
  }
}
