package dev.tandem.books.connection;

import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Practices;
import dev.tandem.xero.Xero;
import dev.tandem.xero.XeroAccessLost;
import dev.tandem.xero.XeroException;
import dev.tandem.xero.accounting.XeroOrganisation;
import dev.tandem.xero.oauth.TokenSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Custom connections: an app of its own that opens one organisation, without anybody's consent in a
 * browser. What a person enters is tried at Xero before it is kept. Calls Xero: no transaction may
 * be open.
 */
@Component
public class CustomConnections {

  /** Xero sells custom connections there alone. */
  private static final Set<String> COUNTRIES = Set.of("AU", "NZ", "GB", "US");

  /** As far as one may trust it: letters that a header can carry. */
  private static final Pattern ONE_WORD = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final XeroApp app;
  private final XeroAppSettings settings;
  private final CustomApps apps;
  private final Grants grants;

  CustomConnections(XeroApp app, XeroAppSettings settings, CustomApps apps, Grants grants) {
    this.app = app;
    this.settings = settings;
    this.apps = apps;
    this.grants = grants;
  }

  /**
   * Tries a pair of id and secret that a person typed in, and keeps it sealed.
   *
   * @param webhookKey blank if notices are not set up
   * @return the grant, whose organisation the person confirms next
   * @throws InvalidInput with what is wrong at {@code client}, {@code secret} or {@code webhookKey}
   */
  public GrantId enter(String clientId, String clientSecret, String webhookKey, Visitor visitor) {
    var typed = typed(clientId, clientSecret, webhookKey);
    Opened opened = open(app.xero(typed.clientId(), typed.clientSecret()));
    var practice = Practices.current();
    var id = apps.add(practice, visitor.person(), typed, opened.tenantId());
    var app = new Grants.GivenTo(true, id, XeroApp.key(typed.clientId()));
    return grants.add(practice, visitor.person(), opened.tokens(), app);
  }

  /**
   * Opens the organisation of the custom connection that the environment names.
   *
   * @throws CustomRefused if Xero says no, or opens another organisation than the environment names
   */
  public GrantId useEnvironment(Visitor visitor) {
    if (!settings.custom()) {
      throw new NotConnected("This installation's environment names no custom connection.");
    }
    if (!apps.servesOnePractice()) {
      throw CustomRefused.severalPractices();
    }
    Opened opened = open(app.xero());
    if (!opened.tenantId().equals(settings.tenantId())) {
      throw CustomRefused.otherOrganisation(settings.tenantId(), opened.name(), opened.tenantId());
    }
    var app = new Grants.GivenTo(true, null, XeroApp.key(settings.clientId().strip()));
    return grants.add(Practices.current(), visitor.person(), opened.tokens(), app);
  }

  /** An organisation and a token that opens it. */
  private record Opened(String tenantId, String name, TokenSet tokens) {}

  private Opened open(Xero custom) {
    TokenSet tokens;
    try {
      tokens = app.ownToken(custom);
    } catch (XeroAccessLost refused) {
      throw AppTokens.reason(refused) == LostReason.CUSTOM_APP_REFUSED
          ? CustomRefused.secret()
          : CustomRefused.notAuthorised();
    } catch (XeroException e) {
      throw CustomRefused.away();
    }
    XeroOrganisation books = organisation(custom, tokens);
    String name = Objects.requireNonNullElse(books.name(), "this organisation");
    String country = books.countryCode();
    if (country != null && !COUNTRIES.contains(country)) {
      throw CustomRefused.elsewhere(name, country);
    }
    return new Opened(String.valueOf(books.organisationId()), name, tokens);
  }

  private static XeroOrganisation organisation(Xero custom, TokenSet tokens) {
    try {
      XeroOrganisation books = custom.ledger(tokens.accessToken()).organisation().value();
      if (books.organisationId() == null) {
        throw CustomRefused.away();
      }
      return books;
    } catch (XeroAccessLost refused) {
      throw refused.why() == XeroAccessLost.Why.SCOPE_MISSING
          ? CustomRefused.withoutOrganisation()
          : CustomRefused.notAuthorised();
    } catch (XeroException e) {
      throw CustomRefused.away();
    }
  }

  private static CustomApps.Typed typed(String clientId, String clientSecret, String webhookKey) {
    String id = clientId.strip();
    String secret = clientSecret.strip();
    String key = webhookKey.strip();
    Map<String, String> errors = new LinkedHashMap<>();
    check(errors, "client", id, "Copy the client id from the app's Configuration page.");
    check(errors, "secret", secret, "Generate a client secret there and copy it at once.");
    if (!key.isEmpty()) {
      check(errors, "webhookKey", key, "Copy the webhooks key from the app's Webhooks page.");
    }
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return new CustomApps.Typed(id, secret, key.isEmpty() ? null : key);
  }

  private static void check(
      Map<String, String> errors, String field, @Nullable String value, String advice) {
    if (value == null || !isOneWord(value)) {
      errors.put(field, advice);
    }
  }

  /** Whether it can be an id, a secret or a key: nothing else can be copied from Xero's pages. */
  static boolean isOneWord(String value) {
    return ONE_WORD.matcher(value).matches();
  }
}
