package dev.tandem.start;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Looks for a taken port before anything else is started, so that it costs no waiting. */
public final class Ports implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private final Surroundings surroundings;

  public Ports(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Where a browser on this machine finds the application. */
  public static String address(Surroundings surroundings) {
    return ServedCertificate.wanted(surroundings)
        ? "https://localhost:" + https(surroundings)
        : plainAddress(surroundings);
  }

  /** The same without HTTPS: beside it, webhooks and health are answered there. */
  public static String plainAddress(Surroundings surroundings) {
    return "http://localhost:" + surroundings.port("TANDEM_PORT", 8080);
  }

  static int https(Surroundings surroundings) {
    return surroundings.port("TANDEM_HTTPS_PORT", 8443);
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    requireFree();
  }

  /** The ports of the application itself. */
  public void requireFree() {
    String address = surroundings.get("TANDEM_ADDRESS").orElse("127.0.0.1");
    int plain = surroundings.port("TANDEM_PORT", 8080);
    requireFree(address, plain, "TANDEM_PORT");
    if (ServedCertificate.of(surroundings, Clock.systemUTC()).isPresent()) {
      if (https(surroundings) == plain) {
        throw new StartRefused(
            "TANDEM_PORT and TANDEM_HTTPS_PORT are both %d. Give them two ports.".formatted(plain));
      }
      requireFree(address, https(surroundings), "TANDEM_HTTPS_PORT");
    }
  }

  /**
   * @param variable the one by which a person chooses another port
   */
  public static void requireFree(String address, int port, String variable) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (BindException e) {
      throw new StartRefused(taken(port, variable), e);
    } catch (IOException e) {
      throw new StartRefused(
          "Cannot listen on %s port %d: %s.".formatted(address, port, Reason.of(e)), e);
    }
  }

  static String taken(int port, String variable) {
    return "Port %d is in use. Stop the program that has it, or choose another with %s=%d."
        .formatted(port, variable, port < 65000 ? port + 100 : port - 100);
  }
}
