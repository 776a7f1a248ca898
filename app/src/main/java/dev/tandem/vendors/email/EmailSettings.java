package dev.tandem.vendors.email;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this installation sends mail, by the environment's well-known names (see
 * application.properties). All are empty until somebody sets them: then no mail goes out.
 *
 * @param key of Resend
 * @param url Resend's address, or that of a stand-in
 * @param smtp {@code smtp://user:password@host:587} or {@code smtps://…:465}
 * @param from the sender's address, alone or as {@code Name <address>}
 * @param name the sender's name where {@code from} has none
 */
@ConfigurationProperties("tandem.email")
record EmailSettings(
    @DefaultValue("") String key,
    @DefaultValue("https://api.resend.com") String url,
    @DefaultValue("") String smtp,
    @DefaultValue("") String from,
    @DefaultValue("Tandem") String name) {

  /** As it stands in the header. */
  String sender() {
    String given = from.strip();
    return given.contains("<") || name.isBlank()
        ? given
        : "\"%s\" <%s>".formatted(name.strip().replaceAll("[\"\\\\\\r\\n]", ""), given);
  }

  /** Without key and password. */
  @Override
  public String toString() {
    return "EmailSettings[" + from + "]";
  }
}
