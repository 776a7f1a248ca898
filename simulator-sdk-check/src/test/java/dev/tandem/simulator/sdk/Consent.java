package dev.tandem.simulator.sdk;

import com.google.api.client.auth.oauth2.AuthorizationCodeFlow;
import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.auth.oauth2.RefreshTokenRequest;
import com.google.api.client.auth.oauth2.TokenResponse;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signing in as the SDK's documentation shows it, with the user's click played by the control. */
final class Consent {
  private static final String REDIRECT = "http://localhost:5555/callback";
  private static final List<String> SCOPES =
      List.of(
          "openid",
          "profile",
          "email",
          "offline_access",
          "accounting.contacts",
          "accounting.invoices",
          "accounting.payments",
          "accounting.banktransactions",
          "accounting.settings",
          "accounting.attachments");

  private final URI base;
  private final AuthorizationCodeFlow flow;

  Consent(URI base) {
    this.base = base;
    this.flow =
        new AuthorizationCodeFlow.Builder(
                BearerToken.authorizationHeaderAccessMethod(),
                new NetHttpTransport(),
                GsonFactory.getDefaultInstance(),
                new GenericUrl(base + "/connect/token"),
                new ClientParametersAuthentication("client", "secret"),
                "client",
                base + "/identity/connect/authorize")
            .setScopes(SCOPES)
            .build();
  }

  TokenResponse connect(String tenant) throws IOException {
    return flow.newTokenRequest(code(tenant)).setRedirectUri(REDIRECT).execute();
  }

  TokenResponse refresh(String refreshToken) throws IOException {
    return new RefreshTokenRequest(
            new NetHttpTransport(),
            GsonFactory.getDefaultInstance(),
            new GenericUrl(base + "/connect/token"),
            refreshToken)
        .setClientAuthentication(new ClientParametersAuthentication("client", "secret"))
        .execute();
  }

  /** The user chooses the organisation on the page that the authorize address leads to. */
  private String code(String tenant) throws IOException {
    String asked = flow.newAuthorizationUrl().setRedirectUri(REDIRECT).setState("s").build();
    String query = asked.substring(asked.indexOf('?'));
    URI click = URI.create(base + "/_simulator/connect" + query + "&tenant=" + tenant);
    HttpRequest request =
        HttpRequest.newBuilder(click).POST(HttpRequest.BodyPublishers.noBody()).build();
    try (HttpClient user = HttpClient.newHttpClient()) {
      String answer = user.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Matcher code = Pattern.compile("\"code\" *: *\"([^\"]+)\"").matcher(answer);
      if (!code.find()) {
        throw new IOException("No code in " + answer);
      }
      return code.group(1);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
