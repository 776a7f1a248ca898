package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.http.Routes;

/** The accounting API's table of contents: which call each address answers, under which scope. */
public final class ApiRoutes {
  /**
   * A route.
   *
   * @param area the scope that opens it, without {@code .read}
   */
  public record Entry(String area, ApiHandler handler) {}

  private final Routes<Entry> routes = new Routes<>();

  public ApiRoutes add(Resource resource) {
    resource.addTo(this);
    return this;
  }

  /** Routes opened by one scope, {@code accounting.contacts} for instance. */
  public Area under(String area) {
    return new Area(area);
  }

  public Routes<Entry> table() {
    return routes;
  }

  /** Adds routes that one scope opens. */
  public final class Area {
    private final String area;

    private Area(String area) {
      this.area = area;
    }

    public Area get(String path, ApiHandler handler) {
      routes.get(path, new Entry(area, handler));
      return this;
    }

    public Area put(String path, ApiHandler handler) {
      routes.put(path, new Entry(area, handler));
      return this;
    }

    public Area post(String path, ApiHandler handler) {
      routes.post(path, new Entry(area, handler));
      return this;
    }

    public Area delete(String path, ApiHandler handler) {
      routes.delete(path, new Entry(area, handler));
      return this;
    }
  }
}
