package dev.tandem.start;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports we are about to listen on. */
public final class Ports {

  private Ports() {}

  /** Looks before anything else is started, so that a taken port costs no waiting. */
  public static void requireFree(String address, int port, String variable) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (BindException e) {
      throw new StartRefused(taken(port).replace("TANDEM_PORT", variable), e);
    } catch (IOException e) {
      throw new StartRefused(
          "Cannot listen on %s port %d: %s.".formatted(address, port, e.getMessage()), e);
    }
  }

  static String taken(int port) {
    return "Port %d is in use. Stop the program that has it, or choose another with TANDEM_PORT=%d."
        .formatted(port, port < 65000 ? port + 100 : port - 100);
  }
}
