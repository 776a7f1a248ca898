package dev.tandem.xero.accounting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a document looks on paper.
 *
 * @param sortOrder 0 is the one that Xero takes if none is named
 */
public record XeroBrandingTheme(
    @JsonProperty("BrandingThemeID") @Nullable UUID brandingThemeId,
    @Nullable String name,
    @Nullable Integer sortOrder) {}
