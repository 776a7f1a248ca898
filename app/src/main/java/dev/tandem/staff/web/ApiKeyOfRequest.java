package dev.tandem.staff.web;

import dev.tandem.staff.ApiKeys;
import dev.tandem.staff.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Opens the API to whoever brings a key, and binds the key's practice. */
class ApiKeyOfRequest extends OncePerRequestFilter {

  private static final String BEARER = "bearer ";

  private final ApiKeys keys;

  ApiKeyOfRequest(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<SignedIn> key = key(request).flatMap(keys::open);
    if (key.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    SignedInAuthentication.enter(key.get());
    PracticeBound.go(key.get().practice(), request, response, chain);
  }

  private static Optional<String> key(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(it -> it.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(it -> it.substring(BEARER.length()).strip());
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
