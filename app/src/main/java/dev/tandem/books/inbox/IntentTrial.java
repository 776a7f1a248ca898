package dev.tandem.books.inbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.Notices;
import dev.tandem.books.ledger.TestCall;
import dev.tandem.shared.Addresses;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Calls our own address as the ledger does when it tests whether we intend to receive, and says
 * what each answer means. Makes HTTP calls and waits for them: no transaction may be open.
 */
@Component
public class IntentTrial {

  /** Where the ledger's calls are taken, each with or without a slash at its end. */
  public static final List<String> PATHS =
      List.of("/webhooks/xero", "/api/webhooks/xero", "/billing/xero/webhooks/");

  /** Xero's own patience. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int TAKEN = 200;
  private static final int REFUSED = 401;

  private final Addresses addresses;
  private final Notices notices;
  private final Connections connections;

  IntentTrial(Addresses addresses, Notices notices, Connections connections) {
    this.connections = connections;
    this.addresses = addresses;
    this.notices = notices;
  }

  /**
   * How one call was answered.
   *
   * @param wanted the status that the ledger wants
   * @param status null: there was no answer
   * @param bytes how long the answer's body is; the ledger wants none
   * @param meaning what that says, and what to do if it is not well
   */
  public record Line(
      String what, int wanted, @Nullable Integer status, int bytes, boolean well, String meaning) {}

  /**
   * What came of a trial.
   *
   * @param fromOutside whether the address is the one that the ledger uses; else only this machine
   *     was tried
   * @param complete whether there was a key to sign rightly with
   */
  public record Outcome(URI address, boolean fromOutside, boolean complete, List<Line> lines) {

    public boolean well() {
      return lines.stream().allMatch(Line::well);
    }
  }

  /**
   * Plays all calls at the public address, or at this machine's own if none is set; those with the
   * keys of the current practice's custom connections, too.
   *
   * @param path one of {@link #PATHS}
   */
  public Outcome play(String path) {
    if (!PATHS.contains(path)) {
      throw new IllegalArgumentException("No address of ours: " + path);
    }
    List<TestCall> calls = notices.testCalls(connected());
    URI address = addresses.of(path);
    boolean complete = calls.stream().anyMatch(TestCall::genuine);
    return new Outcome(address, addresses.isPublic(), complete, play(address, calls));
  }

  private Set<UUID> connected() {
    return connections.bindings().stream()
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .map(it -> UUID.fromString(it.tenantId()))
        .collect(Collectors.toSet());
  }

  /** After the first call without an answer the rest is not tried: each would take as long. */
  static List<Line> play(URI address, List<TestCall> calls) {
    var lines = new ArrayList<Line>();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      for (TestCall call : calls) {
        Line line = play(http, address, call);
        lines.add(line);
        if (line.status() == null) {
          break;
        }
      }
    }
    return List.copyOf(lines);
  }

  private static Line play(HttpClient http, URI address, TestCall call) {
    int wanted = call.genuine() ? TAKEN : REFUSED;
    try {
      HttpResponse<byte[]> answer = http.send(request(address, call), BodyHandlers.ofByteArray());
      String trouble = trouble(call, wanted, answer);
      String meaning =
          trouble != null
              ? trouble
              : call.genuine() ? "Taken, as Xero wants it." : "Refused, as Xero wants it.";
      return new Line(
          call.what(), wanted, answer.statusCode(), answer.body().length, trouble == null, meaning);
    } catch (IOException e) {
      return new Line(call.what(), wanted, null, 0, false, unreachable(address, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static HttpRequest request(URI address, TestCall call) {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofByteArray(call.body()));
    String signature = call.signature();
    return (signature == null ? request : request.header("x-xero-signature", signature)).build();
  }

  private static @Nullable String trouble(TestCall call, int wanted, HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status / 100 == 3) {
      return "It leads to %s, and Xero follows no redirect: register the address it leads to at Xero and in TANDEM_PUBLIC_URL."
          .formatted(answer.headers().firstValue("location").orElse("another address"));
    }
    if (status != wanted) {
      return wrongStatus(call, status);
    }
    if (answer.body().length > 0) {
      return "Something in front of Tandem adds a body to the answer; Xero wants none. Let the proxy pass answers on as they are.";
    }
    if (answer.headers().firstValue("set-cookie").isPresent()) {
      return "Something in front of Tandem adds a cookie to the answer; Xero wants none. Let the proxy pass answers on as they are.";
    }
    return null;
  }

  private static String wrongStatus(TestCall call, int status) {
    if (status == REFUSED) {
      return "What is rightly signed is refused: the running Tandem has another key (start it again with the present XERO_WEBHOOK_KEY), or a proxy in front changes the body or drops the signature.";
    }
    if (status / 100 == 2 && !call.genuine()) {
      return "What is wrongly signed is taken: a proxy in front answers by itself, or another program than Tandem stands at this address.";
    }
    if (status == 502 || status == 504) {
      return "The proxy in front does not reach Tandem: look whether it runs and at which port.";
    }
    if (status == 503) {
      return "Tandem could not store it, or the proxy in front does not reach Tandem. Xero tries again; look at the database and the doctor.";
    }
    if (status == 403 || status == 404 || status == 405) {
      return "Something in front lets it not through, or another program than Tandem stands at this address: POST has to be passed on to Tandem as it is.";
    }
    return "Look whether a proxy in front answers by itself, changes the body, or leads elsewhere.";
  }

  private static String unreachable(URI address, IOException why) {
    if (why instanceof HttpTimeoutException) {
      return "No answer within five seconds, and Xero waits no longer: look at the name, the proxy and the firewall.";
    }
    if (why instanceof SSLException) {
      return "The certificate of %s is not trusted by this machine. Xero trusts only those of public authorities."
          .formatted(address.getHost());
    }
    if (why instanceof ConnectException) {
      return "%s cannot be reached from here: look at the name, the proxy and the firewall. Xero comes from the internet to this https address."
          .formatted(address);
    }
    return "The connection to %s broke off: %s.".formatted(address, why.getClass().getSimpleName());
  }
}
