package dev.tandem.simulator.hosts;

import dev.tandem.simulator.http.HttpListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * How clients reach the simulator under Xero's own names.
 *
 * @param proxy to be set as the client's HTTPS proxy
 * @param authority a PEM file that the client is told to trust
 * @param trustStore the same for Java, PKCS 12 with the password {@code changeit}
 */
public record AsXero(URI proxy, Path authority, Path trustStore) {
  /** The way in, and how to close it. */
  public record Opened(AsXero way, HostProxy proxy) {}

  /** Makes the certificate if the folder has none yet, which takes a second or two. */
  public static Opened open(Path folder, int proxyPort, HttpListener listener) throws IOException {
    Certificates certificates = Certificates.in(folder);
    int secure = listener.secure(certificates.context());
    HostProxy proxy = HostProxy.open(proxyPort, secure, listener.port());
    URI address = URI.create("http://localhost:" + proxy.port());
    return new Opened(
        new AsXero(address, certificates.authority(), certificates.trustStore()), proxy);
  }
}
