package dev.muster.assignmentservice.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Builds absolute URLs of this service from the configured base URL or, without one, from the request. X-Forwarded-*
 * headers are ignored unless {@code server.forward-headers-strategy} is set.
 */
public final class PublicUrls {

    private final @Nullable String configured;

    private PublicUrls(@Nullable String configured) {
        this.configured = configured;
    }

    /**
     * Creates URLs with the base URL; blank for that of the request.
     *
     * @throws IllegalArgumentException when it is not an absolute http or https URL without query and fragment
     */
    public static PublicUrls withBase(String publicUrl) {
        if (publicUrl.isBlank()) {
            return new PublicUrls(null);
        }
        if (!isBase(publicUrl.strip())) {
            throw new IllegalArgumentException("muster.public-url must be an absolute http or https URL without query"
                    + " and fragment, not " + publicUrl);
        }
        return new PublicUrls(publicUrl.strip().replaceFirst("/+$", ""));
    }

    /** The URL of a path, which begins with a slash and is encoded. */
    public String of(HttpServletRequest request, String path) {
        return (configured == null ? ofRequest(request) : configured) + path;
    }

    /** The server has validated the Host header. */
    private static String ofRequest(HttpServletRequest request) {
        String scheme = request.getScheme();
        int port = request.getServerPort();
        boolean defaultPort = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + request.getServerName() + (defaultPort ? "" : ":" + port) + request.getContextPath();
    }

    private static boolean isBase(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
