package dev.tandem.start;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads whoever comes over plain HTTP to the same address over HTTPS. With 308, which keeps the
 * method; and not to be remembered, for a browser that remembers it would still be led away after
 * HTTPS was switched off again. A proxy in front that has spoken HTTPS already says so in {@code
 * X-Forwarded-Proto} and is served.
 */
final class ToHttps extends OncePerRequestFilter {

  /**
   * Served as they come: a webhook proves itself by its signature and its sender follows no
   * redirect; health says nothing worth hiding.
   */
  private static final Pattern MACHINES =
      Pattern.compile("/(?:api/)?webhooks/.*|/billing/xero/webhooks/?|/actuator/.*|/api/health");

  private static final int PERMANENT_WITH_METHOD = 308;

  private final int securePort;

  ToHttps(int securePort) {
    this.securePort = securePort;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.isSecure() || MACHINES.matcher(request.getRequestURI()).matches();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String query = request.getQueryString();
    String host = request.getServerName();
    response.setStatus(PERMANENT_WITH_METHOD);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
        "Location",
        "https://"
            + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host)
            + (securePort == 443 ? "" : ":" + securePort)
            + request.getRequestURI()
            + (query == null ? "" : "?" + query));
  }
}
