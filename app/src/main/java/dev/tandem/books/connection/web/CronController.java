package dev.tandem.books.connection.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.books.connection.TokenUpkeep;
import io.swagger.v3.oas.annotations.Hidden;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sets the renewal of tokens off from outside, for instance from a host's cron. Proven by the
 * secret of {@code CRON_SECRET}; without one there is no such address.
 */
@RestController
@Hidden
class CronController {

  private static final String BEARER = "Bearer ";

  private final TokenUpkeep upkeep;
  private final byte[] secret;

  CronController(TokenUpkeep upkeep, @Value("${CRON_SECRET:}") String secret) {
    this.upkeep = upkeep;
    this.secret = secret.strip().getBytes(UTF_8);
  }

  @RequestMapping(
      path = "/api/cron/xero-token-refresh",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<TokenUpkeep.Done> refresh(
      @RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
    if (secret.length == 0) {
      return ResponseEntity.notFound().build();
    }
    if (!proven(authorization)) {
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
          .header("WWW-Authenticate", "Bearer")
          .build();
    }
    return ResponseEntity.ok(upkeep.runOnce());
  }

  /** Takes as long for a wrong secret as for the right one. */
  private boolean proven(@Nullable String authorization) {
    String given =
        authorization != null && authorization.startsWith(BEARER)
            ? authorization.substring(BEARER.length()).strip()
            : "";
    return MessageDigest.isEqual(given.getBytes(UTF_8), secret);
  }
}
