package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.http.Routes;
import java.util.List;

/** The accounting API's table of contents: which call each address answers, under which scope. */
public final class ApiRoutes {
  /**
   * A route.
   *
   * @param areas the scopes of which any opens it, without {@code .read}
   */
  public record Entry(List<String> areas, ApiHandler handler) {}

  private final Routes<Entry> routes = new Routes<>();

  public ApiRoutes add(Resource resource) {
    resource.addTo(this);
    return this;
  }

  /** Routes opened by a scope, {@code accounting.contacts} for instance, or by any of several. */
  public Area under(String... areas) {
    return new Area(List.of(areas));
  }

  public Routes<Entry> table() {
    return routes;
  }

  /** Adds routes that the same scopes open. */
  public final class Area {
    private final List<String> areas;

    private Area(List<String> areas) {
      this.areas = areas;
    }

    public Area get(String path, ApiHandler handler) {
      routes.get(path, new Entry(areas, handler));
      return this;
    }

    public Area put(String path, ApiHandler handler) {
      routes.put(path, new Entry(areas, handler));
      return this;
    }

    public Area post(String path, ApiHandler handler) {
      routes.post(path, new Entry(areas, handler));
      return this;
    }

    public Area delete(String path, ApiHandler handler) {
      routes.delete(path, new Entry(areas, handler));
      return this;
    }
  }
}
