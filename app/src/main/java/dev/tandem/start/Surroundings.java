package dev.tandem.start;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/** What the machine tells Tandem: environment variables, and the folder it keeps its state in. */
public record Surroundings(Map<String, String> variables) {

  /** Set by {@code ./tandem keys abandon --yes} for itself: the database's key is lost. */
  static final String KEY_GIVEN_UP = "TANDEM_KEY_GIVEN_UP";

  private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{64}");

  /** What the doctor looks at. */
  private static final List<String> NAMES =
      List.of(
          "ENCRYPTION_KEY",
          "TANDEM_HOME",
          "TANDEM_ADDRESS",
          "TANDEM_PORT",
          "TANDEM_HTTPS_PORT",
          "TANDEM_PUBLIC_URL",
          "TANDEM_TLS_CERT",
          "TANDEM_TLS_KEY",
          "TANDEM_XERO_URL",
          "XERO_CLIENT_ID",
          "XERO_CLIENT_SECRET",
          "XERO_REDIRECT_URI",
          "XERO_WEBHOOK_KEY");

  public static Surroundings ofThisProcess() {
    return new Surroundings(System.getenv());
  }

  /**
   * With the settings that a demonstration left in this home, unless the environment names an app
   * at Xero of its own: a command given there is for its simulated Xero, never for the real one.
   */
  public Surroundings withThoseOfTheHome() {
    if (get("TANDEM_XERO_URL").or(() -> get("XERO_CLIENT_ID")).isPresent()
        || Files.notExists(settingsFile())) {
      return this;
    }
    var left = new Properties();
    try (Reader reader = Files.newBufferedReader(settingsFile())) {
      left.load(reader);
    } catch (IOException e) {
      throw new StartRefused("Cannot read " + settingsFile() + ": " + Reason.of(e) + ".", e);
    }
    var all = new HashMap<>(variables);
    left.stringPropertyNames().forEach(it -> all.put(it, left.getProperty(it)));
    return new Surroundings(Map.copyOf(all));
  }

  /** Where a demonstration leaves the settings of its simulated Xero. */
  public Path settingsFile() {
    return home().resolve("simulated-xero.properties");
  }

  /** Those that a running application was started with. */
  static Surroundings of(Environment environment) {
    Map<String, String> variables = new HashMap<>();
    for (String name : NAMES) {
      String value = environment.getProperty(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    return new Surroundings(variables);
  }

  /** The same, for a command that goes on without the key of the database. */
  public Surroundings withKeyGivenUp() {
    var more = new HashMap<>(variables);
    more.put(KEY_GIVEN_UP, "yes");
    return new Surroundings(Map.copyOf(more));
  }

  /** An empty variable counts as not set, as people leave {@code NAME=} in their files. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** {@code TANDEM_HOME}, or {@code .tandem} in the working folder. */
  public Path home() {
    return Path.of(get("TANDEM_HOME").orElse(".tandem")).toAbsolutePath().normalize();
  }

  public int port(String name, int otherwise) {
    String value = get(name).orElse(Integer.toString(otherwise));
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
      throw new StartRefused(
          "%s is not a port number: %s. Use a number up to 65535.".formatted(name, value));
    }
    return Integer.parseInt(value);
  }

  /**
   * Where people outside of this machine find the application, {@code https://desk.example}.
   *
   * @throws StartRefused if it is no such address
   */
  public Optional<WebAddress> publicAddress() {
    return get("TANDEM_PUBLIC_URL")
        .map(
            it ->
                WebAddress.parse(it)
                    .orElseThrow(
                        () ->
                            new StartRefused(
                                "TANDEM_PUBLIC_URL is not a web address: %s. Write scheme and host, as in https://desk.example, and nothing behind them."
                                    .formatted(it))));
  }

  /**
   * The key that seals stored secrets: from the environment, else the one the demonstration made in
   * this home.
   *
   * @return 64 hexadecimal characters
   */
  public String encryptionKey() {
    String key =
        get("ENCRYPTION_KEY")
            .or(this::keyOfThisHome)
            .orElseThrow(
                () ->
                    new StartRefused(
                        "ENCRYPTION_KEY is not set. Make one with './tandem keys new' and put it into .env or the"
                            + " environment; keep it safe, stored tokens cannot be read without it."));
    return sound("ENCRYPTION_KEY", key);
  }

  /**
   * Keys that stored secrets may still be sealed under, while {@code ENCRYPTION_KEY} is being
   * changed; from {@code ENCRYPTION_KEY_PREVIOUS}, commas between.
   */
  public List<String> previousKeys() {
    return Pattern.compile(",")
        .splitAsStream(get("ENCRYPTION_KEY_PREVIOUS").orElse(""))
        .map(String::strip)
        .filter(key -> !key.isEmpty())
        .map(key -> sound("ENCRYPTION_KEY_PREVIOUS", key))
        .toList();
  }

  private static String sound(String variable, String key) {
    if (!KEY.matcher(key).matches()) {
      throw new StartRefused(
          "%s must be 64 hexadecimal characters (32 bytes), this one has %d characters%s. Make one with './tandem keys new'."
              .formatted(
                  variable, key.length(), key.length() == 64 ? ", not all hexadecimal" : ""));
    }
    return key;
  }

  /** Where a key of this home is kept when the environment has none. */
  public Path keyFile() {
    return home().resolve("encryption.key");
  }

  private Optional<String> keyOfThisHome() {
    try {
      return Files.exists(keyFile())
          ? Optional.of(Files.readString(keyFile()).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new StartRefused("Cannot read " + keyFile() + ": " + Reason.of(e) + ".", e);
    }
  }
}
