package dev.tandem.staff.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Nobody is signed in (any more): to the sign-in page, and from there back to where they were. */
class ToSignIn implements AuthenticationEntryPoint {

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    if (request.getHeader("HX-Request") != null) {
      String page = request.getHeader("HX-Current-URL");
      response.setHeader("HX-Redirect", "/sign-in?expired" + next(Next.pathOf(page)));
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
    } else if ("GET".equals(request.getMethod())) {
      String query = request.getQueryString();
      String path = request.getRequestURI() + (query == null ? "" : "?" + query);
      String word = request.getRequestedSessionId() == null ? "" : "&expired";
      response.sendRedirect("/sign-in?" + (next(path) + word).substring(1));
    } else {
      response.sendRedirect("/sign-in?expired", HttpStatus.SEE_OTHER.value());
    }
  }

  private static String next(String path) {
    return "&next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }
}
