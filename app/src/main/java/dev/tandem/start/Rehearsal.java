package dev.tandem.start;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * What the process that makes the start cache does once the application is up: what a first visitor
 * would.
 */
public final class Rehearsal {

  private static final List<String> PATHS =
      List.of("/", "/sign-in", "/actuator/health", "/api/v1/clients", "/api/v1/openapi");

  private static final int ROUNDS = 5;

  private Rehearsal() {}

  /** Started by a process that is then killed, it would go on for nobody. */
  public static void endWithItsStarter() {
    ProcessHandle.current()
        .parent()
        .ifPresent(
            starter ->
                Thread.ofPlatform()
                    .daemon()
                    .start(
                        () -> {
                          starter.onExit().join();
                          Runtime.getRuntime().halt(1);
                        }));
  }

  /** Any answer is fine, a redirect to the sign-in page or a refusal included. */
  public static void visit(int port) throws IOException, InterruptedException {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      for (int round = 0; round < ROUNDS; round++) {
        for (String path : PATHS) {
          browser.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              BodyHandlers.discarding());
        }
      }
    }
  }
}
