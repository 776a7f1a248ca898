package dev.tandem.simulator.http;

/** The frame around every page. */
public final class Html {
  private Html() {}

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  public static String page(String title, String content) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>%s · Xero simulator</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/console/console.css">
        </head>
        <body>
        %s
        </body>
        </html>
        """
        .formatted(escape(title), content);
  }
}
