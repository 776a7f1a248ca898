package dev.tandem.staff;

import dev.tandem.shared.PracticeId;
import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is asking, and for which practice: a staff member in the practice they chose, or an API key.
 * Made anew for each request, so that a role taken away is gone with the next click.
 *
 * @param staff null for an API key
 * @param apiKey null for a person
 */
public record SignedIn(
    @Nullable StaffId staff, @Nullable UUID apiKey, String name, PracticeId practice, Role role)
    implements Principal {

  /** Empty outside of requests (jobs, commands) and before sign-in. */
  public static Optional<SignedIn> current() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof SignedIn it
        ? Optional.of(it)
        : Optional.empty();
  }

  public boolean may(Permission permission) {
    return role.may(permission);
  }

  /** Two letters for the round picture. */
  public String initials() {
    String[] words = name.strip().split("\\s+");
    String first = words[0].substring(0, Math.min(1, words[0].length()));
    String last = words.length < 2 ? "" : words[words.length - 1].substring(0, 1);
    return (first + last).toUpperCase(java.util.Locale.ROOT);
  }

  @Override
  public String getName() {
    return name;
  }
}
