package dev.tandem.start;

import dev.tandem.start.LocalCertificate.Maker;
import java.nio.file.Path;

/** How a browser learns to trust the certificate, system by system. */
record TrustAdvice(Path folder, Maker maker) {

  String text() {
    return maker == Maker.MKCERT
        ? """

          mkcert signed it. If you never ran 'mkcert -install' on this machine, run it once: it asks for your
          password and makes browsers trust what mkcert signs here. Firefox needs certutil for that (Debian,
          Ubuntu: apt install libnss3-tools; macOS: brew install nss)."""
        : """

          It is signed by a small authority that exists for this certificate alone; its key is deleted already.
          Browsers warn until they trust that authority. Do one of these once, then restart the browser:

            macOS            security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db "%1$s"
            Windows          certutil -user -addstore Root "%1$s"
            Debian, Ubuntu   sudo cp "%1$s" /usr/local/share/ca-certificates/tandem-local.crt && sudo update-ca-certificates
            Fedora           sudo trust anchor "%1$s"
            Chrome on Linux  certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n "Tandem local" -i "%1$s"
            Firefox          Settings, Privacy & Security, View Certificates, Authorities, Import: %1$s
            curl             curl --cacert "%1$s" …

          With mkcert installed (https://github.com/FiloSottile/mkcert), './tandem https --renew' uses it instead."""
            .formatted(folder.resolve("ca.pem"));
  }

  /** What changes with the next start. */
  static String next(Surroundings surroundings) {
    String https = "https://localhost:" + Ports.https(surroundings);
    return """

        A running Tandem that serves HTTPS takes it within a minute; otherwise start it again.
        Its address is then %s, and %s leads there.
        If this installation is registered with Xero: add %s/ledger/connection/callback
        to the app's redirect URIs (the Ledger page shows the exact one)."""
        .formatted(https, "http://localhost:" + surroundings.port("TANDEM_PORT", 8080), https);
  }
}
