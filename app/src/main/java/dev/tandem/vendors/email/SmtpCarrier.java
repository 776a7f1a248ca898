package dev.tandem.vendors.email;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Any mail server, by {@code smtp://} (encrypted by STARTTLS as soon as the server can, and always
 * before a password is sent beyond this machine) or {@code smtps://}. A server knows no keys: a
 * letter whose outcome is unknown may arrive twice, under one Message-ID, by which mail programs
 * fold the two.
 */
final class SmtpCarrier implements Carrier {

  private static final String CONNECT_MILLIS = "5000";
  private static final String CALL_MILLIS = "20000";

  private final JavaMailSenderImpl server;

  private SmtpCarrier(JavaMailSenderImpl server) {
    this.server = server;
  }

  /**
   * @throws IllegalArgumentException if the address cannot be read
   */
  static SmtpCarrier at(String url) {
    URI uri = URI.create(url);
    boolean encrypted = "smtps".equals(uri.getScheme());
    if (uri.getHost() == null || !encrypted && !"smtp".equals(uri.getScheme())) {
      throw new IllegalArgumentException("Neither smtp:// nor smtps://");
    }
    var server = new JavaMailSenderImpl();
    server.setProtocol(encrypted ? "smtps" : "smtp");
    server.setHost(uri.getHost());
    server.setPort(uri.getPort() > 0 ? uri.getPort() : encrypted ? 465 : 587);
    server.setDefaultEncoding("UTF-8");
    String[] login = login(uri.getRawUserInfo());
    if (login.length == 2) {
      server.setUsername(login[0]);
      server.setPassword(login[1]);
    }
    server.setJavaMailProperties(properties(server, login.length == 2));
    return new SmtpCarrier(server);
  }

  private static String[] login(@Nullable String userInfo) {
    int colon = userInfo == null ? -1 : userInfo.indexOf(':');
    return userInfo == null || colon < 0
        ? new String[0]
        : new String[] {
          decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1))
        };
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Properties properties(JavaMailSenderImpl server, boolean login) {
    String prefix = "mail." + server.getProtocol() + ".";
    var properties = new Properties();
    properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
    properties.setProperty(prefix + "timeout", CALL_MILLIS);
    properties.setProperty(prefix + "writetimeout", CALL_MILLIS);
    properties.setProperty(prefix + "auth", Boolean.toString(login));
    properties.setProperty(prefix + "starttls.enable", "true");
    properties.setProperty(
        prefix + "starttls.required",
        Boolean.toString(login && !isThisMachine(String.valueOf(server.getHost()))));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    return properties;
  }

  private static boolean isThisMachine(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public String name() {
    return String.valueOf(server.getHost());
  }

  @Override
  public void carry(String from, Letter letter, String text, String html) {
    try {
      MimeMessage message = server.createMimeMessage();
      var helper = new MimeMessageHelper(message, true, "UTF-8");
      helper.setFrom(from);
      helper.setTo(letter.to());
      helper.setSubject(letter.subject());
      helper.setText(text, html);
      message.setHeader("Message-ID", "<%s@tandem>".formatted(letter.key().replace('/', '.')));
      // Resend's own mail server knows the key; others pass it over.
      message.setHeader("Resend-Idempotency-Key", letter.key());
      server.send(message);
    } catch (MessagingException e) {
      throw NotSent.forGood("The sender's or the recipient's address cannot be read.");
    } catch (MailAuthenticationException e) {
      throw NotSent.forGood("The mail server %s does not accept the login.".formatted(name()));
    } catch (MailSendException e) {
      throw refused(e);
    } catch (MailException e) {
      throw NotSent.forNow("The mail server %s does not answer.".formatted(name()), null);
    }
  }

  /** What the server says may repeat the address: only its code is looked at. */
  private NotSent refused(MailSendException e) {
    for (Exception each : e.getMessageExceptions()) {
      if (each instanceof SendFailedException it
          && it.getInvalidAddresses() != null
          && it.getInvalidAddresses().length > 0) {
        return NotSent.forGood("The mail server %s refused the recipient.".formatted(name()));
      }
      if (String.valueOf(each.getMessage()).strip().startsWith("5")) {
        return NotSent.forGood("The mail server %s refused the mail.".formatted(name()));
      }
    }
    return NotSent.forNow("The mail server %s does not answer.".formatted(name()), null);
  }
}
